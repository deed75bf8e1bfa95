package greptimedb.etcd.ops.doctor.check;

/**
 * What a member says of itself.
 *
 * @param endpoint that was asked, {@code host:port}
 * @param id as a decimal number
 * @param version of etcd
 * @param size of its database in bytes
 * @param inUse bytes of that
 * @param leader id of the member that it takes for the leader; 0 if it knows none
 * @param term of that
 */
public record MemberStatus(
    String endpoint, String id, String version, long size, long inUse, String leader, String term) {

  /** Its pod: the first part of the host. */
  public String pod() {
    return endpoint.replaceFirst("[.:].*$", "");
  }
}
