package greptimedb.etcd.ops.doctor.check;

import greptimedb.etcd.ops.repair.Finding;
import java.util.List;
import java.util.Optional;

/** What a killed run left, in the words of repair. */
public final class Leftovers {
  private Leftovers() {}

  /**
   * Locks and providers at work: somebody who is at work is no trouble.
   *
   * @param findings of repair
   * @param stack named in what to do
   */
  public static Judgement locks(List<Finding> findings, String stack) {
    return judge(findings, stack, Verdict.WARNING);
  }

  /** Helm's releases, or the state's pending operations. */
  public static Judgement pending(List<Finding> findings, String stack) {
    return judge(findings, stack, Verdict.FAILED);
  }

  private static Judgement judge(List<Finding> findings, String stack, Verdict refused) {
    return Judgement.of(
        findings.stream()
            .map(
                finding ->
                    switch (finding.kind()) {
                      case NOTE -> Judgement.warning(finding.found(), finding.remedy());
                      case REFUSED -> new Judgement(refused, finding.found(), finding.remedy());
                      case REPAIRABLE ->
                          Judgement.failed(
                              finding.found(),
                              "./ops repair --stack %s --yes (%s)"
                                  .formatted(stack, finding.remedy()));
                    })
            .toList(),
        "none");
  }

  /**
   * A restore that has not come to its end.
   *
   * @param open empty if there is none
   */
  public static Judgement restore(Optional<String> open, String stack) {
    return open.map(
            restore ->
                Judgement.warning(
                    restore + " has not come to its end",
                    "if nobody is at it: ./ops restore --stack %s --resume, or --rollback"
                        .formatted(stack)))
        .orElseGet(() -> Judgement.fine("none is open"));
  }
}
