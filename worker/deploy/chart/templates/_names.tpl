{{- define "copydesk.fullname" -}}
{{- if contains "copydesk" .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-copydesk" (.Release.Name | trunc 41) -}}
{{- end -}}
{{- end -}}

{{- define "copydesk.selector" -}}
app.kubernetes.io/name: copydesk
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "copydesk.labels" -}}
{{ include "copydesk.selector" . }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "copydesk.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "copydesk.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}

{{- define "copydesk.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (.tag | default $.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "copydesk.sasl" -}}
{{- if hasPrefix "SASL" .Values.kafka.securityProtocol }}yes{{ end -}}
{{- end -}}

{{- define "copydesk.tls" -}}
{{- if hasSuffix "SSL" .Values.kafka.securityProtocol }}yes{{ end -}}
{{- end -}}

{{/* What cannot work is refused here, in one line, and not found out in the cluster. */}}
{{- define "copydesk.check" -}}
{{- if and (not .Values.autoscaling.enabled) (gt (int .Values.replicas) (int .Values.partitions)) -}}
{{- fail (printf "replicas is %d, but there are %d partitions: the others would be idle" (int .Values.replicas) (int .Values.partitions)) -}}
{{- end -}}
{{- if and (include "copydesk.sasl" .) (not .Values.kafka.credentialsSecret) -}}
{{- fail (printf "kafka.securityProtocol is %s: it takes kafka.credentialsSecret" .Values.kafka.securityProtocol) -}}
{{- end -}}
{{- if and (not (include "copydesk.tls" .)) (or .Values.kafka.caSecret .Values.kafka.clientCertificateSecret) -}}
{{- fail (printf "kafka.securityProtocol is %s: kafka.caSecret and kafka.clientCertificateSecret need SSL or SASL_SSL" .Values.kafka.securityProtocol) -}}
{{- end -}}
{{- range $name := list "brokers" "group" "topic_prefix" "partitions" "processes" "replication" "security_protocol" "sasl_mechanism" "http_host" "http_port" -}}
{{- if hasKey $.Values.settings $name -}}
{{- fail (printf "settings.%s is not for settings: it has a value of its own, or is the chart's" $name) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.autoscaling.enabled (hasKey .Values.settings "topic_names") -}}
{{- fail "settings.topic_names: autoscaling looks at the topics by their own names; use kafka.topicPrefix" -}}
{{- end -}}
{{- range $name, $_ := .Values.settings -}}
{{- if or (contains "password" $name) (hasSuffix "_file" $name) -}}
{{- fail (printf "settings.%s: secrets and files come from kafka.*Secret" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "copydesk.env" -}}
- {name: COPYDESK_BROKERS, value: {{ .Values.kafka.brokers | quote }}}
- {name: COPYDESK_GROUP, value: {{ .Values.kafka.group | quote }}}
- {name: COPYDESK_TOPIC_PREFIX, value: {{ .Values.kafka.topicPrefix | quote }}}
- {name: COPYDESK_PARTITIONS, value: {{ .Values.partitions | quote }}}
- {name: COPYDESK_PROCESSES, value: {{ .Values.processes | quote }}}
- {name: COPYDESK_REPLICATION, value: {{ .Values.topics.replication | quote }}}
- {name: COPYDESK_SECURITY_PROTOCOL, value: {{ .Values.kafka.securityProtocol | quote }}}
{{- if include "copydesk.sasl" . }}
- {name: COPYDESK_SASL_MECHANISM, value: {{ .Values.kafka.saslMechanism | quote }}}
- {name: COPYDESK_SASL_USERNAME_FILE, value: /run/copydesk/credentials/username}
- {name: COPYDESK_SASL_PASSWORD_FILE, value: /run/copydesk/credentials/password}
{{- end }}
{{- if .Values.kafka.caSecret }}
- {name: COPYDESK_SSL_CA_FILE, value: /run/copydesk/authority/ca.crt}
{{- end }}
{{- if .Values.kafka.clientCertificateSecret }}
- {name: COPYDESK_SSL_CERT_FILE, value: /run/copydesk/certificate/tls.crt}
- {name: COPYDESK_SSL_KEY_FILE, value: /run/copydesk/certificate/tls.key}
{{- end }}
{{- range $name, $value := .Values.settings }}
- {name: COPYDESK_{{ upper $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end -}}

{{- define "copydesk.mounts" -}}
- {name: tmp, mountPath: /tmp}
{{- if include "copydesk.sasl" . }}
- {name: credentials, mountPath: /run/copydesk/credentials, readOnly: true}
{{- end }}
{{- if .Values.kafka.caSecret }}
- {name: authority, mountPath: /run/copydesk/authority, readOnly: true}
{{- end }}
{{- if .Values.kafka.clientCertificateSecret }}
- {name: certificate, mountPath: /run/copydesk/certificate, readOnly: true}
{{- end }}
{{- end -}}

{{/* Each child unpacks its language model in /tmp at its start: 70 MB, gone a second later. */}}
{{- define "copydesk.volumes" -}}
- name: tmp
  emptyDir: {medium: Memory, sizeLimit: {{ add 64 (mul 80 (int .Values.processes)) }}Mi}
{{- if include "copydesk.sasl" . }}
- name: credentials
  secret: {secretName: {{ .Values.kafka.credentialsSecret }}, defaultMode: 0440}
{{- end }}
{{- if .Values.kafka.caSecret }}
- name: authority
  secret: {secretName: {{ .Values.kafka.caSecret }}, defaultMode: 0440, items: [{key: ca.crt, path: ca.crt}]}
{{- end }}
{{- if .Values.kafka.clientCertificateSecret }}
- name: certificate
  secret: {secretName: {{ .Values.kafka.clientCertificateSecret }}, defaultMode: 0440}
{{- end }}
{{- end -}}

{{- define "copydesk.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "copydesk.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}
