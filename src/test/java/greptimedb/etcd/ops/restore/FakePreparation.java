package greptimedb.etcd.ops.restore;

/** The preparation's Job, which a killed restore may leave in nobody's state. */
final class FakePreparation implements PreparationPort {
  private final RestoreWorld world;
  String job = "";

  FakePreparation(RestoreWorld world) {
    this.world = world;
  }

  /** In the state, where a later run removes it, or removed. */
  void isNoLeftover() {
    job = "";
  }

  @Override
  public void begin(String release, String snapshot, boolean maintenance) {
    world.call();
    if (!world.snapshots.containsKey(snapshot)) {
      world.violations.add("the preparation began without the snapshot " + snapshot);
    }
    job = release + "/" + snapshot;
    world.call();
  }
}
