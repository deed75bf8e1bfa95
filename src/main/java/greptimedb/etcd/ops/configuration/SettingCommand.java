package greptimedb.etcd.ops.configuration;

import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.console.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a setting, or lists those of a block. */
@Command(
    name = "explain",
    description = "Explains a setting, such as cluster.quota, or lists those of a block.",
    footer = {"", "Exit codes:", "  0  explained", "  2  wrong usage, or no such setting"})
public final class SettingCommand implements Callable<Integer> {
  @Parameters(paramLabel = "KEY", description = "A setting or a block, as in cluster.storage.")
  private String key;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var schema = SettingsSchema.bundled();
    var setting =
        schema
            .find(key)
            .orElseThrow(() -> OpsException.unreadable(key + ": " + schema.unknown(key)));
    Table.print(out, setting.isBlock() ? setting.settings() : setting.facts());
    out.flush();
    return ExitCode.FINE;
  }
}
