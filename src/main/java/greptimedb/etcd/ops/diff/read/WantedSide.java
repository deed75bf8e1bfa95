package greptimedb.etcd.ops.diff.read;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.StackChange;
import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.restore.RestoreConfiguration;
import greptimedb.etcd.dashboard.DashboardLoader;
import greptimedb.etcd.dashboard.PreparedDashboards;
import greptimedb.etcd.model.change.MemberCheck;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.greptimedb.LiveCluster;
import greptimedb.etcd.model.recovery.PreparedName;
import greptimedb.etcd.model.recovery.Recovery;
import greptimedb.etcd.model.stack.Surroundings;
import greptimedb.etcd.model.stack.WantedStack;
import greptimedb.etcd.ops.diff.compare.SideObject;
import greptimedb.etcd.ops.stack.DeployedState;
import greptimedb.etcd.ops.stack.StackConfiguration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an up would declare. */
public final class WantedSide {
  private static final String STASH = "pulumi:index:Stash";

  private final ChartRenderer renderer;
  private final DashboardLoader dashboards;
  private final Instant now;

  /**
   * Reads nothing yet.
   *
   * @param now when a restore of the latest snapshot begins, unless it has begun before
   */
  public WantedSide(ChartRenderer renderer, DashboardLoader dashboards, Instant now) {
    this.renderer = renderer;
    this.dashboards = dashboards;
    this.now = now;
  }

  /**
   * The objects of a configuration.
   *
   * @param state what the stack has; without resources where nobody asked
   * @param greptimedb the GreptimeDBCluster as it is
   * @throws greptimedb.etcd.ops.console.OpsException when a further value clashes with a managed
   *     one, a dashboard cannot be had, or the chart does not render
   */
  public Side of(ConfiguredStack stack, DeployedState state, LiveGreptime greptimedb) {
    try {
      var configuration = stack.configuration();
      var cutover =
          configuration
              .greptimedb()
              .filter(block -> !greptimedb.absent())
              .map(block -> cutover(block, configuration, greptimedb.object()));
      var wanted = WantedStack.of(configuration, surroundings(configuration, state, cutover));
      var objects = new ArrayList<SideObject>();
      wanted.objects().forEach(object -> objects.add(SideObject.of(object)));
      wanted
          .releases()
          .forEach(release -> objects.addAll(renderer.render(release, stack.secrets())));
      return new Side(objects, stack.secrets(), List.of(), refusals(configuration, state, cutover));
    } catch (ConfigurationException unusable) {
      throw StackConfiguration.unusable(unusable);
    }
  }

  private static Cutover cutover(
      GreptimeConfiguration greptimedb, Configuration configuration, Map<String, Object> live) {
    return new Cutover(
        greptimedb,
        new LiveCluster(live),
        ReleaseNames.of(configuration.cluster(), configuration.active()));
  }

  private Surroundings surroundings(
      Configuration configuration, DeployedState state, Optional<Cutover> cutover) {
    var prefix = cutover.map(plan -> plan.live().storeKeyPrefix()).orElse("");
    var deployed = state.stack().releases();
    return new Surroundings(
        deployed,
        // Each run names its check anew; a comparison must say the same whenever it is asked.
        MemberCheck.of(configuration, state.stack(), Instant.EPOCH),
        cutover,
        Recovery.wanted(
            configuration, deployed, prefix, restore -> firstRun(restore, prefix, state)),
        PreparedDashboards.of(configuration, dashboards).objects());
  }

  /** As the program wrote it down when the restore was first asked for. */
  private Instant firstRun(RestoreConfiguration restore, String prefix, DeployedState state) {
    return state
        .find(STASH, PreparedName.writtenDownAs(restore, prefix))
        .map(stash -> stash.outputs().path("output").asText())
        .filter(text -> !text.isEmpty())
        .map(Instant::parse)
        .orElse(now);
  }

  private static List<String> refusals(
      Configuration configuration, DeployedState state, Optional<Cutover> cutover) {
    var problems = new ArrayList<Problem>();
    try {
      StackChange.refuse(configuration, state.stack());
    } catch (ConfigurationException refused) {
      problems.addAll(refused.problems());
    }
    cutover.map(Cutover::problems).ifPresent(problems::addAll);
    configuration
        .greptimedb()
        .filter(block -> cutover.isEmpty())
        .ifPresent(
            block ->
                problems.add(
                    new Problem(
                        "greptimedb.name",
                        block.name(),
                        "there is no such GreptimeDBCluster in namespace " + block.namespace())));
    return problems.stream().map(Problem::toString).toList();
  }
}
