module greptimedb.etcd/tools/greptimedb-operator
go 1.26
require github.com/GreptimeTeam/greptimedb-operator v0.6.0
