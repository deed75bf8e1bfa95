package greptimedb.etcd.ops.doctor.look;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.cluster.ContainerCommand;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.doctor.check.Alarm;
import greptimedb.etcd.ops.doctor.check.DataHash;
import greptimedb.etcd.ops.doctor.check.Member;
import greptimedb.etcd.ops.doctor.check.MemberStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Asks etcd by {@code etcdctl} in the pod of a member that runs. */
final class EtcdMembers {
  /** etcdserverpb.AlarmType. */
  private static final Map<Integer, String> ALARMS = Map.of(1, "NOSPACE", 2, "CORRUPT");

  /** Seconds that etcdctl waits for an answer. */
  private static final int SECONDS = 5;

  /** The same where a member reads its whole database; a program may run for 30 s. */
  private static final int HASH_SECONDS = 25;

  private final Supplier<Shell> shell;
  private final List<String> endpoints;

  /**
   * @param shell where etcdctl is, found when it is first needed
   * @param endpoints of all members, {@code host:port}
   */
  EtcdMembers(Supplier<Shell> shell, List<String> endpoints) {
    this.shell = shell;
    this.endpoints = endpoints;
  }

  /** Where a program can be run. */
  interface Shell {
    ContainerCommand.Result run(List<String> words);
  }

  /** Of those that answered; etcdctl ends with an error where one did not. */
  List<MemberStatus> statuses() {
    var answer = run("endpoint", "status");
    return answer.output().isBlank()
        ? List.of()
        : elements(json(answer)).map(EtcdMembers::status).toList();
  }

  List<Member> members() {
    return elements(json(succeeded(run("member", "list"))).path("members"))
        .map(
            member ->
                new Member(
                    member.path("ID").asText(),
                    member.path("name").asText(),
                    member.path("isLearner").asBoolean()))
        .toList();
  }

  List<Alarm> alarms() {
    return elements(json(succeeded(run("alarm", "list"))).path("alarms"))
        .map(
            alarm ->
                new Alarm(
                    alarm.path("memberID").asText(),
                    ALARMS.getOrDefault(
                        alarm.path("alarm").asInt(), "alarm " + alarm.path("alarm").asText())))
        .toList();
  }

  /** The hash of each member's data that answered, at the lowest revision among them. */
  List<DataHash> hashes() {
    var status = run("endpoint", "status");
    if (status.output().isBlank()) {
      return List.of();
    }
    var revision =
        elements(json(status))
            .mapToLong(answer -> answer.path("Status").path("header").path("revision").asLong())
            .min();
    if (revision.isEmpty()) {
      return List.of();
    }
    var answer =
        run(HASH_SECONDS, "endpoint", "hashkv", "--rev", Long.toString(revision.getAsLong()));
    return answer.output().isBlank()
        ? List.of()
        : elements(json(answer)).map(EtcdMembers::hash).toList();
  }

  private static DataHash hash(JsonNode answer) {
    var hash = answer.path("HashKV");
    return new DataHash(
        answer.path("Endpoint").asText(),
        hash.path("header").path("cluster_id").asText(),
        hash.path("compact_revision").asLong(),
        hash.path("hash").asLong());
  }

  private ContainerCommand.Result run(String... command) {
    return run(SECONDS, command);
  }

  private ContainerCommand.Result run(int seconds, String... command) {
    var words =
        new ArrayList<>(
            List.of(
                "etcdctl",
                "--endpoints",
                String.join(",", endpoints),
                "--dial-timeout",
                "2s",
                "--command-timeout",
                seconds + "s",
                "-w",
                "json"));
    words.addAll(List.of(command));
    return shell.get().run(words);
  }

  private static ContainerCommand.Result succeeded(ContainerCommand.Result result) {
    if (result.exitCode() != 0) {
      throw new Unasked("etcdctl: " + lastLine(result.errors()));
    }
    return result;
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce("", (earlier, later) -> later);
  }

  private static JsonNode json(ContainerCommand.Result result) {
    return new Json().parse(result.output(), "what etcdctl printed");
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static MemberStatus status(JsonNode answer) {
    var status = answer.path("Status");
    return new MemberStatus(
        answer.path("Endpoint").asText(),
        status.path("header").path("member_id").asText(),
        status.path("version").asText(),
        status.path("dbSize").asLong(),
        status.path("dbSizeInUse").asLong(),
        status.path("leader").asText("0"),
        status.path("raftTerm").asText());
  }
}
