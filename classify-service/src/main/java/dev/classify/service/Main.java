package dev.classify.service;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.exit.CommandFailure;
import dev.classify.llm.Instructions;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.service.batch.BatchClassifier;
import dev.classify.service.batch.ClassifyService;
import dev.classify.service.batch.LlmBatch;
import dev.classify.service.batch.LlmModels;
import dev.classify.service.batch.OfferedProviders;
import dev.classify.service.budget.BudgetService;
import dev.classify.service.http.Health;
import dev.classify.service.http.WorkerServer;
import dev.classify.service.llm.LlmSettings;
import dev.classify.service.llm.OpenAiConnection;
import dev.classify.service.llm.WarmUp;
import dev.classify.settings.InvalidSettings;
import dev.classify.store.Database;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.ledger.Ledger;
import dev.classify.store.outcomes.OutcomeStore;
import dev.classify.store.outcomes.StoredAnswers;
import dev.classify.store.review.ExampleChoice;
import dev.classify.store.review.ReviewedAnswers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A worker process.
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) {
    try {
      start(ServiceSettings.from(System.getenv()));
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
    LlmSettings llm = settings.llm();
    RuleTables tables = settings.rules().read(new RuleFolder());
    HikariDataSource database =
        Database.open(settings.database(), settings.databaseConnectionsMax());
    BatchClassifier rules = new BatchClassifier(new RulesClassifier(tables));
    OutcomeStore outcomes = new OutcomeStore(database);
    ClassifyService service =
        llm.provider() == Provider.RULES
            ? new ClassifyService(
                settings.name(), rules, outcomes, OfferedProviders.ofRules(rules.version()), null)
            : new ClassifyService(
                settings.name(),
                rules,
                outcomes,
                OfferedProviders.of(
                    rules.version(), llm.models(), Instructions.VERSION, llm.provider()),
                new LlmBatch(
                    settings.name(),
                    models(llm, tables),
                    outcomes,
                    new StoredAnswers(database),
                    new ExampleChoice(new ReviewedAnswers(database), llm.examplesMax()),
                    new Ledger(database),
                    new Jobs(database),
                    settings.prices().read(file -> Files.readString(Path.of(file))),
                    tables.repair()));
    Health health = new Health(settings.name(), database);
    BudgetService budget = new BudgetService(InstantSource.system());
    WorkerServer.listen(settings.host(), settings.port(), service, budget, health);
  }

  private static LlmModels models(LlmSettings settings, RuleTables tables) {
    WarmUp.of(settings, tables.currencyCodes());
    OpenAiConnection openAi = OpenAiConnection.connect(settings, tables.currencyCodes());
    return new LlmModels(
        openAi.model(),
        openAi.reviewModel().orElse(null),
        settings.account(),
        settings.concurrency(),
        settings.limits());
  }
}
