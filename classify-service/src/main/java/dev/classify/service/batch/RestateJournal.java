package dev.classify.service.batch;

import dev.classify.api.BudgetApiClient;
import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.restate.common.function.ThrowingSupplier;
import dev.restate.sdk.Context;
import dev.restate.sdk.DurableFuture;
import dev.restate.sdk.common.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The journal of a Restate invocation.
final class RestateJournal implements Journal {

  /// Without a limit: a database that is down comes back.
  private static final RetryPolicy UNTIL_DONE =
      RetryPolicy.exponential(Duration.ofMillis(200), 2).setMaxDelay(Duration.ofSeconds(5));

  private final Context context;
  private final List<DurableFuture<?>> started = new ArrayList<>();

  RestateJournal(Context context) {
    this.context = context;
  }

  @Override
  public String invocationId() {
    return context.request().invocationId().toString();
  }

  @Override
  public <T> T run(String name, Class<T> type, ThrowingSupplier<T> step) {
    return context.run(name, type, UNTIL_DONE, step);
  }

  @Override
  public <T> StartedStep<T> start(String name, Class<T> type, ThrowingSupplier<T> step) {
    DurableFuture<T> future = context.runAsync(name, type, UNTIL_DONE, step);
    started.add(future);
    return future::await;
  }

  @Override
  public void awaitStarted() {
    DurableFuture.all(started).await();
    started.clear();
  }

  @Override
  public void sleep(Duration duration) {
    context.sleep(duration);
  }

  @Override
  public GrantResponse reserve(String budgetKey, GrantRequest request) {
    return BudgetApiClient.fromContext(context, budgetKey).reserve(request).await();
  }

  @Override
  public void hold(String budgetKey, long untilMillis) {
    BudgetApiClient.fromContext(context, budgetKey).hold(untilMillis).await();
  }
}
