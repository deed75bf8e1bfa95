package greptimedb.etcd.ops.restore;

/** The steps of a restore, in their order. */
public enum StepName {
  /** Everything is looked at, nothing changed. */
  PREFLIGHT("preflight"),
  /** Nobody writes to etcd any more: Metasrv is gone. */
  FENCE("fence"),
  /** The old cluster's last state is saved. */
  FINAL_SNAPSHOT("final snapshot"),
  /** The snapshot is verified and made ready to start from. */
  PREPARE("prepare"),
  /** The new release runs. */
  RECOVER("recover"),
  /** All its members agree on the data. */
  VERIFY("verify"),
  /** GreptimeDB's configuration names the new release. */
  CUT_OVER("cut over"),
  /** Metasrv runs on it. */
  UNFENCE("unfence"),
  /** No member of the new release can start from the snapshot again. */
  SETTLE("settle");

  private final String label;

  StepName(String label) {
    this.label = label;
  }

  /** As it is shown and written into the progress. */
  public String label() {
    return label;
  }
}
