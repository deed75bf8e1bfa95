package greptimedb.etcd.config;

import greptimedb.etcd.config.backup.BackupStorage;
import greptimedb.etcd.config.monitoring.DashboardSource;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.config.value.Schedule;
import greptimedb.etcd.config.value.TimeSpan;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The paths of all settings, as the records have them. */
final class SettingPaths {
  private static final Set<Class<?>> LEAVES =
      Set.of(Quantity.class, TimeSpan.class, Schedule.class);

  /** Records that are not written as their components are. */
  private static final Map<Class<?>, List<String>> WRITTEN_OTHERWISE =
      Map.of(
          BackupStorage.class,
          List.of("nfs.server", "nfs.path", "nfs.mountOptions", "class", "claim", "size"),
          DashboardSource.class,
          List.of("url", "file"));

  /** Components whose settings are written beside their owner's. */
  private static final Set<String> WITHOUT_A_BLOCK = Set.of("imported", "source");

  private SettingPaths() {}

  static List<String> of(Class<?> configuration) {
    return Stream.of(configuration.getRecordComponents())
        .filter(block -> type(block).isRecord())
        .flatMap(block -> paths(block.getName(), type(block)))
        .toList();
  }

  private static Stream<String> paths(String path, Class<?> type) {
    if (WRITTEN_OTHERWISE.containsKey(type)) {
      return WRITTEN_OTHERWISE.get(type).stream().map(inner -> path + "." + inner);
    }
    if (!type.isRecord() || LEAVES.contains(type)) {
      return Stream.of(path);
    }
    var inner = new ArrayList<String>();
    for (var component : type.getRecordComponents()) {
      var name = component.getName();
      var below = WITHOUT_A_BLOCK.contains(name) ? path : path + "." + key(name);
      paths(below, type(component)).forEach(inner::add);
    }
    return inner.stream();
  }

  /** An optional value's own type. */
  private static Class<?> type(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType generic
            && generic.getActualTypeArguments()[0] instanceof Class<?> inner
            && component.getType() == Optional.class
        ? inner
        : component.getType();
  }

  /** The one key that is a reserved word in Java. */
  private static String key(String component) {
    return component.equals("storageClass") ? "class" : component;
  }
}
