package greptimedb.etcd.ops.doctor.check;

/**
 * An alarm that is raised.
 *
 * @param memberId of the member that raised it, as a decimal number
 * @param kind {@code NOSPACE} or {@code CORRUPT}
 */
public record Alarm(String memberId, String kind) {}
