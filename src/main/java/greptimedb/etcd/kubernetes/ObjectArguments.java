package greptimedb.etcd.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import greptimedb.etcd.model.KubernetesObject;
import java.util.Map;

/**
 * The inputs of an object's resource. The SDK reads annotated fields only, so there is one for each
 * field that any of the program's objects has on top; those that are null are left out.
 */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
final class ObjectArguments extends ResourceArgs {
  @Import private final Output<String> apiVersion;
  @Import private final Output<String> kind;
  @Import private final Output<Map<String, Object>> metadata;
  @Import private final Output<Object> spec;
  @Import private final Output<Object> data;
  @Import private final Output<Object> rules;
  @Import private final Output<Object> roleRef;
  @Import private final Output<Object> subjects;
  @Import private final Output<Object> automountServiceAccountToken;

  ObjectArguments(KubernetesObject object) {
    this.apiVersion = Output.of(object.apiVersion());
    this.kind = Output.of(object.kind());
    this.metadata = Output.of(object.metadata());
    this.spec = content(object, "spec");
    this.data = content(object, "data");
    this.rules = content(object, "rules");
    this.roleRef = content(object, "roleRef");
    this.subjects = content(object, "subjects");
    this.automountServiceAccountToken = content(object, "automountServiceAccountToken");
  }

  private static Output<Object> content(KubernetesObject object, String field) {
    return Output.ofNullable(object.content().get(field));
  }
}
