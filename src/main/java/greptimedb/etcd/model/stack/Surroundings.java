package greptimedb.etcd.model.stack;

import greptimedb.etcd.config.restore.DeployedReleases;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.change.MemberCheck;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.recovery.Recovery;
import java.util.List;
import java.util.Optional;

/**
 * What a stack depends on beside its configuration.
 *
 * @param deployed the releases that the stack had before
 * @param check of the members before they are changed
 * @param cutover the GreptimeDBCluster that follows; empty if none does
 * @param recovery the restore that is to be done; empty if there is none
 * @param dashboards in the order in which they need each other
 */
public record Surroundings(
    DeployedReleases deployed,
    MemberCheck check,
    Optional<Cutover> cutover,
    Optional<Recovery> recovery,
    List<KubernetesObject> dashboards) {}
