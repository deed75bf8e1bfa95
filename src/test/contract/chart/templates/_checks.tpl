{{/* What a schema cannot say; the real chart refuses the same, but for a backup without a claim: there it makes one. */}}
{{- define "etcd.checks" -}}
{{- $image := printf "%s/%s" .Values.image.registry .Values.image.repository -}}
{{- if and (ne $image "docker.io/bitnami/etcd") (not .Values.global.security.allowInsecureImages) -}}
{{- fail (printf "image %s is not the original one; set global.security.allowInsecureImages to allow it" $image) -}}
{{- end -}}
{{- if and .Values.startFromSnapshot.enabled (not .Values.disasterRecovery.enabled) -}}
{{- $_ := required "startFromSnapshot.existingClaim is missing" .Values.startFromSnapshot.existingClaim -}}
{{- $_ := required "startFromSnapshot.snapshotFilename is missing" .Values.startFromSnapshot.snapshotFilename -}}
{{- end -}}
{{- if .Values.disasterRecovery.enabled -}}
{{- $_ := required "disasterRecovery.pvc.existingClaim is missing" .Values.disasterRecovery.pvc.existingClaim -}}
{{- end -}}
{{- end -}}
