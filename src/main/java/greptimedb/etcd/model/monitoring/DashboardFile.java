package greptimedb.etcd.model.monitoring;

/**
 * A dashboard ready to be shown.
 *
 * @param name of the objects that carry it, behind the release's: {@code dashboard} or {@code
 *     dashboard-15308}
 * @param json with everything resolved
 */
public record DashboardFile(String name, String json) {}
