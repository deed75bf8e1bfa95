package greptimedb.etcd.ops.doctor.check;

/**
 * A member as the cluster's own list has it.
 *
 * @param id as a decimal number, which may be larger than a long
 * @param name empty until it has started for the first time
 * @param learner whether it only listens
 */
public record Member(String id, String name, boolean learner) {}
