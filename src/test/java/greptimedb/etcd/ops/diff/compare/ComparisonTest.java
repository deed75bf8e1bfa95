package greptimedb.etcd.ops.diff.compare;

import static greptimedb.etcd.ops.diff.compare.Objects.members;
import static greptimedb.etcd.ops.diff.compare.Objects.ofChart;
import static greptimedb.etcd.ops.diff.compare.Objects.own;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.diff.compare.SideObject.Fate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String CONFIG_MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: scripts}, data: {a: %s}}";

  @Test
  void orderOfKeysNullsAndTheWayToWriteANumberAreNoDifference() {
    // given
    var one =
        ofChart("{kind: Service, apiVersion: v1, metadata: {name: a}, spec: {port: 2, x: null}}");
    var other = ofChart("{apiVersion: v1, kind: Service, spec: {port: 2.0}, metadata: {name: a}}");
    // when
    var compared = compared(one, other);
    // then
    assertThat(compared.change()).isEqualTo(Change.UNCHANGED);
    assertThat(compared.lines()).isEmpty();
  }

  @Test
  void anApiVersionThatChangesMakesNoOtherObject() {
    var compared =
        compared(
            ofChart("{kind: CronJob, apiVersion: batch/v1beta1, metadata: {name: a}}"),
            ofChart("{kind: CronJob, apiVersion: batch/v1, metadata: {name: a}}"));

    assertThat(compared.change()).isEqualTo(Change.CHANGED);
    assertThat(compared.lines()).contains("-apiVersion: batch/v1beta1", "+apiVersion: batch/v1");
  }

  @Test
  void theDifferenceIsAUnifiedOne() {
    var compared = compared(members(3, "8", "", "1Gi"), members(3, "9", "", "1Gi"));

    assertThat(compared.lines())
        .containsExactly(
            "--- StatefulSet etcd",
            "+++ StatefulSet etcd",
            "@@ -12,7 +12,7 @@",
            "       containers:",
            "       - env:",
            "         - name: QUOTA",
            "-          value: \"8\"",
            "+          value: \"9\"",
            "         image: etcd:1",
            "         name: etcd",
            "       volumes: []");
  }

  @Test
  void aChangedPodTemplateRestartsTheMembers() {
    var compared =
        compared(
            members(3, "8", "", "1Gi"), members(3, "9", "{name: snapshots, emptyDir: {}}", "1Gi"));

    assertThat(compared.restarts())
        .containsExactly("etcd-0..2 restart (pod template changed: env, volumes)");
    assertThat(compared.scaling()).isEmpty();
  }

  @Test
  void oneMemberRestartsInTheSingular() {
    assertThat(compared(members(1, "8", "", "1Gi"), members(1, "9", "", "1Gi")).restarts())
        .containsExactly("etcd-0 restarts (pod template changed: env)");
  }

  @Test
  void scalingStartsOrStopsMembersAndRestartsNone() {
    assertThat(compared(members(3, "8", "", "1Gi"), members(5, "8", "", "1Gi")))
        .satisfies(grown -> assertThat(grown.restarts()).isEmpty())
        .satisfies(grown -> assertThat(grown.scaling()).containsExactly("etcd-3..4 start"));
    assertThat(compared(members(3, "8", "", "1Gi"), members(1, "9", "", "1Gi")))
        .satisfies(
            shrunk ->
                assertThat(shrunk.restarts())
                    .containsExactly("etcd-0 restarts (pod template changed: env)"))
        .satisfies(
            shrunk -> assertThat(shrunk.scaling()).containsExactly("etcd-1..2 stop for good"));
  }

  @Test
  void claimTemplatesCannotChangeAndThenNoPodRestarts() {
    var compared = compared(members(3, "8", "", "1Gi"), members(3, "9", "", "2Gi"));

    assertThat(compared.immutable()).containsExactly("volumeClaimTemplates");
    assertThat(compared.change()).isEqualTo(Change.CHANGED);
    assertThat(compared.restarts()).isEmpty();
  }

  @Test
  void theEngineReplacesItsOwnConfigMapsAndHelmChangesIts() {
    assertThat(compared(own(CONFIG_MAP.formatted("1")), own(CONFIG_MAP.formatted("2"))).change())
        .isEqualTo(Change.REPLACED);
    assertThat(
            compared(ofChart(CONFIG_MAP.formatted("1")), ofChart(CONFIG_MAP.formatted("2")))
                .change())
        .isEqualTo(Change.CHANGED);
  }

  @Test
  void whatTheProviderLeavesOutOfTheStateIsNoDifferenceOfTheProgramsOwnObjects() {
    // given
    var without = "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {list: [{name: x}]}}";
    var with =
        "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {no: false, none: [], list: [{name: x, no: false}]}}";
    // then
    assertThat(compared(own(without), own(with)).change()).isEqualTo(Change.UNCHANGED);
    assertThat(compared(ofChart(without), ofChart(with)).change()).isEqualTo(Change.CHANGED);
    assertThat(compared(own(with), own(with.replace("no: false", "no: true"))).change())
        .isEqualTo(Change.CHANGED);
    assertThat(compared(own(with), own(without)).change()).isEqualTo(Change.CHANGED);
  }

  @Test
  void aNewObjectIsShownWholeAndALongTextByItsLength() {
    // given
    var script = "\"" + "line\\n".repeat(20) + "\"";
    // when
    var created =
        new Comparison(Secrets.none())
            .of(List.of(), List.of(own(CONFIG_MAP.formatted(script))))
            .get(0);
    // then
    assertThat(created.change()).isEqualTo(Change.CREATED);
    assertThat(created.lines())
        .startsWith("--- /dev/null", "+++ ConfigMap scripts", "@@ -0,0 +1,6 @@")
        .anyMatch(line -> line.matches("\\+  a: \"\\(20 lines, sha256 [0-9a-f]{8}\\)\""));
  }

  @Test
  void whatBecomesOfAnObjectThatIsNoLongerDeclaredDependsOnItsFate() {
    assertThat(gone(Fate.DELETED)).isEqualTo(Change.DELETED);
    assertThat(gone(Fate.KEPT)).isEqualTo(Change.KEPT);
    assertThat(gone(Fate.PROTECTED)).isEqualTo(Change.PROTECTED);
  }

  @Test
  void anObjectThatHelmIsToldToKeepIsKept() {
    var kept =
        ofChart(
            "{kind: PersistentVolumeClaim, apiVersion: v1, metadata: {name: a, annotations: {helm.sh/resource-policy: keep}}}");

    assertThat(kept.fate()).isEqualTo(Fate.KEPT);
  }

  @Test
  void aMembersSetThatGoesStopsItsMembers() {
    var gone = new Comparison(Secrets.none()).of(List.of(members(3, "8", "", "1Gi")), List.of());

    assertThat(gone.get(0).scaling()).containsExactly("etcd-0..2 stop for good");
  }

  @Test
  void aLongLineIsCutAndStillSeenToDiffer() {
    // given
    var same = "x".repeat(400);
    // when
    var compared =
        compared(
            ofChart(CONFIG_MAP.formatted("\"" + same + "1\"")),
            ofChart(CONFIG_MAP.formatted("\"" + same + "2\"")));
    // then
    assertThat(compared.lines()).filteredOn(line -> line.contains("characters, sha256")).hasSize(2);
    assertThat(compared.lines()).allMatch(line -> line.length() < 400);
  }

  @Test
  void jsonInATextIsLaidOut() {
    // given
    var json = "'{\"first\": \"" + "x".repeat(120) + "\", \"second\": %d}'";
    // when
    var compared =
        compared(
            ofChart(CONFIG_MAP.formatted(json.formatted(1))),
            ofChart(CONFIG_MAP.formatted(json.formatted(2))));
    // then
    assertThat(compared.lines()).contains("-      \"second\" : 1", "+      \"second\" : 2");
  }

  private static ObjectDifference compared(SideObject before, SideObject after) {
    var all = new Comparison(Secrets.none()).of(List.of(before), List.of(after));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static Change gone(Fate fate) {
    var object = own(CONFIG_MAP.formatted("1"));
    return new Comparison(Secrets.none())
        .of(List.of(new SideObject("", object.object(), fate)), List.of())
        .get(0)
        .change();
  }
}
