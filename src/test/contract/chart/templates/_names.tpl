{{/* The release's name, with -etcd after it unless it says etcd already. */}}
{{- define "etcd.name" -}}
{{- $name := .Release.Name -}}
{{- if not (contains .Chart.Name $name) -}}{{- $name = printf "%s-%s" $name .Chart.Name -}}{{- end -}}
{{- $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "etcd.headless" -}}
{{- printf "%s-headless" (include "etcd.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* The domain under which each member has a name of its own. */}}
{{- define "etcd.domain" -}}
{{- printf "%s.%s.svc.cluster.local" (include "etcd.headless" .) .Release.Namespace -}}
{{- end -}}

{{- define "etcd.image" -}}
{{- printf "%s/%s:%s" .Values.image.registry .Values.image.repository .Values.image.tag -}}
{{- end -}}

{{/* name=http://host:PORT of every member; called with root and port. */}}
{{- define "etcd.members" -}}
{{- $name := include "etcd.name" .root -}}
{{- $members := list -}}
{{- range until (int .root.Values.replicaCount) -}}
{{- $members = append $members (printf "%s-%d=http://%s-%d.%s:%d" $name . $name . (include "etcd.domain" $.root) (int $.port)) -}}
{{- end -}}
{{- join "," $members -}}
{{- end -}}
