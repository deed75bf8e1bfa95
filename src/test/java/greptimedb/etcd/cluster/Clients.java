package greptimedb.etcd.cluster;

import greptimedb.etcd.jobs.LeaseKeeper;
import greptimedb.etcd.jobs.RetryingWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Clients of each kind while something happens to their etcd, and how long each had to wait. */
final class Clients {
  private static final String PATIENT = "patient-";
  private static final String IMPATIENT = "impatient-";

  /** As long as GreptimeDB's regions hold theirs. */
  private static final int LEASE_SECONDS = 10;

  private final FragmentedStack etcd;
  private final RetryingWriter service;
  private final RetryingWriter members;
  private final List<LeaseKeeper> keepers;

  private Clients(FragmentedStack etcd) {
    this.etcd = etcd;
    this.service = RetryingWriter.start(etcd.service(), PATIENT, Duration.ofSeconds(60));
    this.members = RetryingWriter.start(etcd.members(), IMPATIENT, Duration.ofMillis(500));
    this.keepers =
        Arrays.stream(etcd.members().split(",", -1))
            .map(member -> LeaseKeeper.start(member, LEASE_SECONDS))
            .toList();
  }

  /**
   * What they saw.
   *
   * @param service writes one key after the other through the Service and waits for each answer
   * @param members likewise to the members' own addresses, but asks the next one after half a
   *     second
   * @param longestRenewal of a lease, through whichever member
   * @param lost whether a lease ended
   * @param keys that the writers began to write
   * @param found those of them that are there
   */
  record Report(
      RetryingWriter.Report service,
      RetryingWriter.Report members,
      Duration longestRenewal,
      boolean lost,
      long keys,
      long found) {
    /** A line for each kind of client. */
    void print(String title) {
      System.out.printf(
          Locale.ROOT,
          "  %s%n    one connection through the Service: %d writes, %d retries, longest %d ms%n"
              + "    the members' addresses, half a second each: %d writes, %d retries, longest %d ms%n"
              + "    renewal of a lease, through each member: longest %d ms%n",
          title,
          service.written(),
          service.retries(),
          service.longestStall().toMillis(),
          members.written(),
          members.retries(),
          members.longestStall().toMillis(),
          longestRenewal.toMillis());
    }
  }

  /** Three kinds, all at once. */
  static Clients of(FragmentedStack etcd) {
    return new Clients(etcd);
  }

  /** Stops them, each after what it is at. */
  Report stop() {
    var renewals = keepers.stream().map(LeaseKeeper::stop).toList();
    var patient = service.stop();
    var impatient = members.stop();
    return new Report(
        patient,
        impatient,
        renewals.stream()
            .map(LeaseKeeper.Report::longestWait)
            .max(Duration::compareTo)
            .orElseThrow(),
        renewals.stream().anyMatch(LeaseKeeper.Report::lost),
        patient.written() + impatient.written(),
        etcd.keys(PATIENT) + etcd.keys(IMPATIENT));
  }
}
