package greptimedb.etcd;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.Context;
import com.pulumi.resources.Resource;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestResult;
import com.pulumi.test.internal.MockMonitor;
import com.pulumi.test.internal.PulumiTestInternal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.logging.Logger;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;

/**
 * A program run against mocks, with the requests that the engine would get. The mocks' own
 * arguments lack plugin versions and protection; the requests have everything.
 *
 * @param result of the run
 * @param requests every registration but the stack's own, by type and name
 */
record RecordedStack(TestResult result, List<RegisterResourceRequest> requests) {

  static RecordedStack of(Map<String, String> settings) {
    return of(settings, Map.of());
  }

  /** With the outputs that the stack had before. */
  static RecordedStack of(Map<String, String> settings, Map<String, Object> previousOutputs) {
    return of(settings, new Before(previousOutputs, Map.of()));
  }

  static RecordedStack of(Map<String, String> settings, Before before) {
    return of(new Settings(settings, Set.of()), before);
  }

  static RecordedStack of(Settings settings, Before before) {
    return of(context -> App.declare(context, settings), before);
  }

  /**
   * What was there before the run.
   *
   * @param outputs of the stack
   * @param objects on the cluster, by {@code namespace/name}; a text in place of one says why it
   *     cannot be read, and one that is not listed is empty
   */
  record Before(Map<String, Object> outputs, Map<String, Object> objects) {}

  static RecordedStack of(Consumer<Context> program, Before before) {
    var requests = new ConcurrentLinkedQueue<RegisterResourceRequest>();
    try {
      var result =
          PulumiTestInternal.builder()
              .standardLogger(silent())
              .monitorDecorator(undecorated -> new Recorder(requests, new Echo(before)))
              .build()
              .runTest(program);
      var sorted =
          requests.stream()
              .filter(request -> !request.getType().equals("pulumi:pulumi:Stack"))
              .sorted(
                  Comparator.comparing(RegisterResourceRequest::getType)
                      .thenComparing(RegisterResourceRequest::getName))
              .toList();
      return new RecordedStack(result, sorted);
    } finally {
      PulumiTest.cleanup();
    }
  }

  /** The outputs of the stack, as plain values. */
  Map<String, Object> outputs() {
    var outputs = new TreeMap<String, Object>();
    result.outputs().forEach((key, value) -> outputs.put(key, PulumiTest.extractValue(value)));
    return outputs;
  }

  /** A protobuf value as maps, lists and scalars. */
  static Object plain(Value value) {
    return switch (value.getKindCase()) {
      case STRUCT_VALUE -> plain(value.getStructValue());
      case LIST_VALUE ->
          value.getListValue().getValuesList().stream().map(RecordedStack::plain).toList();
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case NUMBER_VALUE -> number(value.getNumberValue());
      default -> null;
    };
  }

  static Map<String, Object> plain(Struct struct) {
    var plain = new LinkedHashMap<String, Object>();
    struct.getFieldsMap().forEach((key, value) -> plain.put(key, plain(value)));
    return plain;
  }

  private static Logger silent() {
    var logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    return logger;
  }

  private static Object number(double number) {
    return number == Math.rint(number) ? (Object) (long) number : (Object) number;
  }

  /**
   * Mocks that answer a registration with its inputs, a read with the object, a reference to a
   * stack with its outputs, and the question for kinds with yes.
   */
  private record Echo(Before before) implements Mocks {
    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
      return CompletableFuture.completedFuture(
          Objects.equals(args.token, "kubernetes:helm:template")
              ? ApiKindsAnswer.knowing(kind -> true, String.valueOf(args.args.get("jsonOpts")))
              : Map.of());
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
      if (Objects.equals(args.type, "pulumi:pulumi:StackReference")) {
        return answer(
            args, Map.of("outputs", before.outputs(), "secretOutputNames", List.<String>of()));
      }
      if (Objects.equals(args.type, "pulumi:index:Stash")) {
        return answer(
            args, Map.of("input", args.inputs.get("input"), "output", args.inputs.get("input")));
      }
      var read = Optional.ofNullable(args.id).filter(id -> !id.isEmpty());
      return read.isEmpty() ? answer(args, args.inputs) : live(args, read.get());
    }

    @SuppressWarnings("unchecked") // objects are maps
    private CompletableFuture<ResourceResult> live(ResourceArgs args, String id) {
      var object = before.objects().getOrDefault(id, Map.of());
      return object instanceof Map<?, ?>
          ? answer(args, (Map<String, Object>) object)
          : CompletableFuture.failedFuture(new IllegalStateException(id + ": " + object));
    }

    private static CompletableFuture<ResourceResult> answer(
        ResourceArgs args, Map<String, Object> state) {
      return CompletableFuture.completedFuture(
          ResourceResult.of(Optional.of(args.name + "-id"), state));
    }
  }

  private static final class Recorder extends MockMonitor {
    private final ConcurrentLinkedQueue<RegisterResourceRequest> requests;

    Recorder(ConcurrentLinkedQueue<RegisterResourceRequest> requests, Mocks mocks) {
      super(mocks, PulumiTestInternal.mockLog());
      this.requests = requests;
    }

    @Override
    public CompletableFuture<RegisterResourceResponse> registerResourceAsync(
        Resource resource, RegisterResourceRequest request) {
      requests.add(request);
      return super.registerResourceAsync(resource, request);
    }
  }
}
