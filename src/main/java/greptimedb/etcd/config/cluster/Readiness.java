package greptimedb.etcd.config.cluster;

import greptimedb.etcd.config.value.TimeSpan;

/**
 * When a member is asked whether it is ready (decision 10: early, where the chart waits 60 s).
 *
 * @param delay before the first question, whole seconds
 * @param period between questions, whole seconds, at least one
 */
public record Readiness(TimeSpan delay, TimeSpan period) {}
