package dev.classify.service.providerbatch;

import dev.classify.model.PriceTable;
import dev.classify.model.ServiceTier;
import dev.classify.service.llm.BatchApi;
import dev.classify.service.llm.BatchedModel;
import dev.classify.service.metrics.RequestMetrics;
import dev.classify.service.send.RequestCosts;
import dev.classify.service.send.Requests;
import dev.classify.service.send.StepTime;
import dev.classify.service.send.WorkerClock;
import dev.classify.store.providerbatch.BatchLines;
import dev.classify.store.providerbatch.FileLimits;
import dev.classify.store.providerbatch.LineAssignment;
import dev.classify.store.providerbatch.LineResults;
import dev.classify.store.providerbatch.ProviderBatches;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/// The requests of a worker that are sent in files.
public final class WorkerFiles {

  /// The provider's limits of a file: 50,000 requests and 200 MB, of which some is left for what a
  /// capability that is left out may add.
  private static final int LINES_MAX = 50_000;

  private static final long BYTES_MAX = 190_000_000;

  private final BatchApi api;
  private final FiledLines lines;
  private final LineWatch watch;
  private final KeptReplies keptReplies;
  private final Map<String, BatchedModel> models;
  private final RequestCosts costs;

  private WorkerFiles(
      BatchApi api,
      FiledLines lines,
      LineWatch watch,
      KeptReplies keptReplies,
      Map<String, BatchedModel> models,
      RequestCosts costs) {
    this.api = api;
    this.lines = lines;
    this.watch = watch;
    this.keptReplies = keptReplies;
    this.models = models;
    this.costs = costs;
  }

  /// What files need.
  ///
  /// @param worker name of the worker
  /// @param models by name
  /// @param budgetKeys account and model of each
  /// @param queuedTokensMax prompt tokens that the provider may have queued for each model
  public record Setup(
      String worker,
      BatchApi api,
      Map<String, BatchedModel> models,
      List<String> budgetKeys,
      PriceTable prices,
      long queuedTokensMax,
      RequestMetrics metrics) {}

  /// Begins to handle files, until the worker stops.
  ///
  /// @param keptReplies the replies that are kept for a batch of rows
  /// @param stopping whether the worker stops
  public static WorkerFiles start(
      DataSource database, Setup setup, KeptReplies keptReplies, BooleanSupplier stopping) {
    WorkerClock clock = WorkerClock.system();
    BatchRecords records =
        new DatabaseBatchRecords(
            setup.worker(),
            new ProviderBatches(database),
            new LineAssignment(
                database, new FileLimits(LINES_MAX, BYTES_MAX, setup.queuedTokensMax())),
            new LineResults(database));
    LineFiles files = new LineFiles(records, setup.models());
    RequestCosts costs = new RequestCosts(setup.prices());
    Harvest harvest = new Harvest(setup.api(), records, files, costs, setup.metrics(), clock);
    FileWorkflow workflow = new FileWorkflow(setup.api(), records, files, harvest);
    FileDriver driver = new FileDriver(records, workflow, setup.budgetKeys(), clock, stopping);
    Thread.ofVirtual().name("files").start(driver::run);
    BatchLines lines = new BatchLines(database);
    return new WorkerFiles(
        setup.api(),
        FiledLines.in(lines),
        new LineWatch(lines::look, clock),
        keptReplies,
        setup.models(),
        costs);
  }

  /// Whether the server takes files of requests.
  public boolean areOffered() {
    return api.isOffered();
  }

  /// The requests of one step of a batch of rows: those at the tier `batch` in files, the others as
  /// requests of their own.
  ///
  /// @param live sends requests of their own
  /// @param liveTier of requests that files bring no answer to
  public Requests ofBatch(String batchKey, Requests live, ServiceTier liveTier, StepTime time) {
    return new TieredRequests(
        live,
        new LineRequests(lines, watch, keptReplies, models, costs, batchKey, live, liveTier, time));
  }
}
