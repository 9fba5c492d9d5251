package dev.classify.service.projector;

import dev.classify.api.Membership;
import dev.classify.api.ReplicaSetApi;
import dev.classify.api.ReplicaSetApiClient;
import dev.classify.api.ReplicaSetStatus;
import dev.classify.api.SignOfLife;
import dev.classify.service.http.BrowserCheck;
import dev.restate.sdk.Context;
import dev.restate.sdk.ObjectContext;
import dev.restate.sdk.SharedObjectContext;
import dev.restate.sdk.common.StateKey;
import dev.restate.sdk.common.TerminalException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The durable half of a replica set: Restate keeps its state and timers, and runs one call of a
/// set at a time, so that no two projectors ever hear different things. What follows from a call
/// is decided by [ReplicaSet].
public final class ProjectorCoordinator implements ReplicaSetApi {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectorCoordinator.class);
  private static final StateKey<ReplicaSetState> STATE =
      StateKey.of("replica-set", ReplicaSetState.class);
  private static final int CONFLICT = 409;

  private final InstantSource clock;

  public ProjectorCoordinator() {
    this(InstantSource.system());
  }

  ProjectorCoordinator(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Membership beat(ObjectContext context, SignOfLife sign) {
    BrowserCheck.require(context);
    long now = now(context);
    ReplicaSet set = read(context);
    Membership membership;
    try {
      membership = set.beat(now, sign);
    } catch (IllegalStateException refused) {
      throw new TerminalException(CONFLICT, String.valueOf(refused.getMessage()));
    }
    keep(context, set, now);
    return membership;
  }

  @Override
  public void leave(ObjectContext context, SignOfLife sign) {
    BrowserCheck.require(context);
    long now = now(context);
    ReplicaSet set = read(context);
    set.leave(now, sign.worker());
    keep(context, set, now);
  }

  @Override
  public void sweep(ObjectContext context, long dueAt) {
    BrowserCheck.require(context);
    long now = now(context);
    ReplicaSet set = read(context);
    set.sweep(now, dueAt);
    keep(context, set, now);
  }

  @Override
  public ReplicaSetStatus status(SharedObjectContext context) {
    BrowserCheck.require(context);
    return ReplicaSet.status(context.get(STATE).orElse(ReplicaSetState.EMPTY));
  }

  private long now(Context context) {
    return context.run("now", Long.class, clock::millis);
  }

  private static ReplicaSet read(ObjectContext context) {
    return new ReplicaSet(context.key(), context.get(STATE).orElse(ReplicaSetState.EMPTY));
  }

  private static void keep(ObjectContext context, ReplicaSet set, long now) {
    OptionalLong timer = set.newTimer();
    context.set(STATE, set.state());
    if (timer.isPresent()) {
      long dueAt = timer.getAsLong();
      ReplicaSetApiClient.fromContext(context, context.key())
          .send()
          .sweep(dueAt, Duration.ofMillis(Math.max(0, dueAt - now)));
    }
    for (CoordinatorEvent event : set.events()) {
      if (event.warning()) {
        LOG.warn("{}", event.text());
      } else {
        LOG.info("{}", event.text());
      }
    }
  }
}
