package greptimedb.etcd.ops.console;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;

/** Prints rows in aligned columns; the last one as long as it is. */
public final class Table {
  private Table() {}

  /** Two spaces before each column; rows may differ in length. The writer is not flushed. */
  public static void print(PrintWriter out, List<List<String>> rows) {
    var columns = rows.stream().mapToInt(List::size).max().orElse(0);
    var widths = IntStream.range(0, columns).map(column -> width(rows, column)).toArray();
    for (var row : rows) {
      var line = new StringBuilder();
      for (var column = 0; column < row.size(); column++) {
        line.append("  ").append(row.get(column));
        line.append(" ".repeat(widths[column] - row.get(column).length()));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }
}
