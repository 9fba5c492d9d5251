package dev.classify.service;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.access.KnownHosts;
import dev.classify.exit.CommandFailure;
import dev.classify.identity.IdentityKey;
import dev.classify.llm.ExampleFile;
import dev.classify.llm.Instructions;
import dev.classify.logs.LogFormat;
import dev.classify.metrics.MetricsServer;
import dev.classify.model.ModelTable;
import dev.classify.model.PriceTable;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.service.batch.BatchClassifier;
import dev.classify.service.batch.BatchGuard;
import dev.classify.service.batch.ClassifyService;
import dev.classify.service.batch.JobAdmission;
import dev.classify.service.batch.LlmBatch;
import dev.classify.service.batch.LlmModels;
import dev.classify.service.batch.OfferedProviders;
import dev.classify.service.claims.WorkerClaims;
import dev.classify.service.http.Health;
import dev.classify.service.http.Stopping;
import dev.classify.service.http.WorkerServer;
import dev.classify.service.llm.LlmSettings;
import dev.classify.service.llm.OpenAiConnection;
import dev.classify.service.llm.WarmUp;
import dev.classify.service.metrics.WorkerMetrics;
import dev.classify.service.projector.ProjectorCoordinator;
import dev.classify.service.providerbatch.WorkerFiles;
import dev.classify.service.send.DatabaseLedger;
import dev.classify.service.send.SlotLeases;
import dev.classify.service.send.WorkerRequests;
import dev.classify.settings.InvalidSettings;
import dev.classify.store.Database;
import dev.classify.store.attempts.DatabaseAttempts;
import dev.classify.store.budget.SharedBudgets;
import dev.classify.store.jobs.JobSecrets;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.StoredTiers;
import dev.classify.store.ledger.Ledger;
import dev.classify.store.ledger.LlmExchanges;
import dev.classify.store.outcomes.OutcomeStore;
import dev.classify.store.outcomes.StoredAnswers;
import dev.classify.store.review.ConfidenceCalibrations;
import dev.classify.store.review.ExampleChoice;
import dev.classify.store.review.ReviewedAnswers;
import dev.classify.trace.Tracing;
import dev.classify.web.WebApi;
import dev.classify.web.WorkerFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A worker process.
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) {
    System.setErr(LogFormat.from(System.getenv()).over(System.err));
    // The platform would print it without telling the log where it ends.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> LOG.error("thread={} failed", thread.getName(), failure));
    try {
      ServiceSettings settings = ServiceSettings.from(SimulatorSwitch.apply(System.getenv()));
      Tracing.start("classify-worker", settings.name(), System.getenv());
      start(settings);
    } catch (InvalidSettings | CommandFailure invalid) {
      LOG.error("cannot start: {}", invalid.getMessage());
      System.exit(1);
    }
  }

  private static void start(ServiceSettings settings) {
    LOG.info("settings {}", settings.summary());
    if (!settings.unknownKeys().isEmpty()) {
      LOG.warn(
          "unknown settings keys={}; fix: correct or remove them, .env.example lists all keys",
          String.join(",", settings.unknownKeys()));
    }
    ModelTable models = settings.models().read(file -> Files.readString(Path.of(file)));
    LlmSettings llm = settings.llm().knowing(models);
    llm.leftOut().forEach(note -> LOG.warn("{}", note));
    RuleTables tables = settings.rules().read(new RuleFolder());
    List<IdentityKey> nodes = settings.identity().read(file -> Files.readString(Path.of(file)));
    HikariDataSource database =
        Database.open(settings.batchDatabase(), settings.databaseConnectionsMax());
    WorkerMetrics metrics = new WorkerMetrics(database, llm.limits());
    serve(metrics, settings);
    BatchClassifier rules = new BatchClassifier(new RulesClassifier(tables));
    BatchGuard guard =
        new BatchGuard(
            rules, new DatabaseAttempts(database, settings.name(), UUID.randomUUID().toString()));
    JobAdmission admission = new JobAdmission(new JobSecrets(database));
    OutcomeStore outcomes = new OutcomeStore(database);
    Stopping stopping = new Stopping(settings.drainTimeout(), guard::stopping);
    Health health =
        new Health(
            settings.name(),
            database,
            // A pooler keeps those of batches.
            WebApi.CONNECTIONS_MAX + (settings.hasPooler() ? 0 : settings.databaseConnectionsMax()),
            settings.hasPooler());
    WebApi web =
        new WebApi(
            Database.openForQuestions(settings.database(), WebApi.CONNECTIONS_MAX),
            new KnownHosts(settings.webHosts()),
            new WorkerFacts(
                settings.name(),
                llm.limits().requestsPerMinute(),
                tables,
                RunnerFile.of(settings.runnerFile())));
    if (llm.provider() == Provider.RULES) {
      OfferedProviders offer = OfferedProviders.ofRules(rules.version());
      ClassifyService service =
          new ClassifyService(
              settings.name(), admission, guard, outcomes, offer, metrics.batches(), null);
      WorkerServer.listen(
          settings.host(),
          settings.port(),
          nodes,
          service,
          new ProjectorCoordinator(),
          health,
          web,
          stopping,
          () -> 0);
      return;
    }
    OfferedProviders offer =
        OfferedProviders.of(rules.version(), llm.models(), Instructions.VERSION, llm.provider());
    LlmBatch batch = llmBatch(settings, llm, tables, guard, outcomes, database, metrics, stopping);
    ClassifyService service =
        new ClassifyService(
            settings.name(), admission, guard, outcomes, offer, metrics.batches(), batch);
    WorkerServer.listen(
        settings.host(),
        settings.port(),
        nodes,
        service,
        new ProjectorCoordinator(),
        health,
        web,
        stopping,
        batch::requestsInFlight);
  }

  private static void serve(WorkerMetrics metrics, ServiceSettings settings) {
    try {
      MetricsServer.listen(settings.host(), settings.metricsPort(), metrics::scrape);
    } catch (IOException taken) {
      throw CommandFailure.failed(
          "cannot listen for metrics host=%s port=%d: %s"
              .formatted(settings.host(), settings.metricsPort(), taken.getMessage()),
          "set SERVICE_METRICS_PORT to a free port");
    }
  }

  private static LlmBatch llmBatch(
      ServiceSettings settings,
      LlmSettings llm,
      RuleTables tables,
      BatchGuard guard,
      OutcomeStore outcomes,
      HikariDataSource database,
      WorkerMetrics metrics,
      Stopping stopping) {
    PriceTable prices =
        settings.prices().read(file -> Files.readString(Path.of(file)), llm.known());
    OpenAiConnection openAi = connect(llm, tables);
    LlmModels models = models(llm, openAi);
    Ledger ledger = new Ledger(database);
    WorkerRequests requests =
        new WorkerRequests(
            settings.name(),
            SlotLeases.in(new SharedBudgets(database)),
            new DatabaseLedger(ledger, new LlmExchanges(database), new Jobs(database)),
            prices,
            models.limits(),
            models.concurrency(),
            metrics.requests(),
            stopping);
    WorkerFiles files =
        WorkerFiles.start(
            database,
            new WorkerFiles.Setup(
                settings.name(),
                openAi.batchApi(),
                openAi.batchedModels(),
                models.budgetKeys(),
                prices,
                settings.queuedTokensMax(),
                metrics.requests()),
            ledger::keptReplies,
            stopping);
    return new LlmBatch(
        models,
        guard,
        new Jobs(database),
        new StoredTiers(database),
        outcomes,
        new StoredAnswers(database),
        examples(database, llm),
        new ConfidenceCalibrations(database),
        requests,
        files,
        WorkerClaims.in(database, models.concurrency().requestTimeoutMax()),
        prices,
        tables.repair());
  }

  private static ExampleChoice examples(HikariDataSource database, LlmSettings llm) {
    String file = llm.exampleFile();
    if (file == null) {
      return new ExampleChoice(new ReviewedAnswers(database), llm.examplesMax());
    }
    try {
      return new ExampleChoice(
          ExampleFile.read(file, Files.readString(Path.of(file))), llm.examplesMax());
    } catch (IOException e) {
      throw CommandFailure.usage(
          "LLM_EXAMPLES_FILE cannot be read: " + e,
          "name a file that exists and that you may read",
          e);
    }
  }

  private static OpenAiConnection connect(LlmSettings settings, RuleTables tables) {
    WarmUp.of(settings, tables.currencyCodes());
    OpenAiConnection openAi = OpenAiConnection.connect(settings, tables.currencyCodes());
    // In the background: a worker starts although its server is away.
    Thread.ofVirtual().name("shutdown-dates").start(openAi::lookUpShutdowns);
    return openAi;
  }

  private static LlmModels models(LlmSettings settings, OpenAiConnection openAi) {
    return new LlmModels(
        openAi.model(),
        openAi.reviewModel().orElse(null),
        settings.account(),
        settings.concurrency(),
        settings.limits());
  }
}
