package greptimedb.etcd.ops.defrag;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.job.JobEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefragProgressTest {
  @Test
  void namesTheMemberThatIsAtItAndCountsThoseThatAreDone() {
    // given: what the script prints, line by line
    var lines =
        List.of(
            "etcd 03:00:01.22 INFO  ==> some words",
            """
            {"event":"waiting","for":"a snapshot is being taken from e:2379","seconds":300}""",
            """
            {"event":"defragmenting","member":"etcd-1","endpoint":"e:2379","size":536870912,"inUse":52428800,"free":484442112,"percent":90,"leader":false}""",
            """
            {"event":"defragmented","member":"etcd-1","endpoint":"e:2379","before":536870912,"after":52428800,"inUse":52428800,"seconds":2.150,"leader":false}""",
            """
            {"event":"leader-moved","from":"etcd-0","to":"etcd-2","seconds":0.620}""",
            """
            {"event":"summary","members":3}""");

    // when
    var told = new ArrayList<Optional<String>>();
    for (var count = 1; count <= lines.size(); count++) {
      told.add(DefragProgress.of(new JobEvents("etcd-defrag-1", lines.subList(0, count))));
    }

    // then
    assertThat(told)
        .containsExactly(
            Optional.empty(),
            Optional.of("waiting: a snapshot is being taken from e:2379"),
            Optional.of("member etcd-1, 512 MiB, 50.0 MiB of them in use"),
            Optional.of("member etcd-1 is back, pausing; 1 done"),
            Optional.of("leadership moved from etcd-0 to etcd-2; 1 done"),
            Optional.empty());
  }
}
