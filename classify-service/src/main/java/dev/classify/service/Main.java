package dev.classify.service;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.rules.RulesClassifier;
import dev.classify.service.batch.BatchClassifier;
import dev.classify.service.batch.ClassifyService;
import dev.classify.service.batch.Offer;
import dev.classify.service.budget.BudgetService;
import dev.classify.service.http.Health;
import dev.classify.service.http.WorkerServer;
import dev.classify.store.Database;
import dev.classify.store.OutcomeStore;

/// A worker process.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ServiceSettings settings = ServiceSettings.from(System.getenv());
    HikariDataSource database =
        Database.open(settings.database(), settings.databaseConnectionsMax());
    BatchClassifier classifier = new BatchClassifier(new RulesClassifier());
    OutcomeStore outcomes = new OutcomeStore(database);
    ClassifyService service =
        new ClassifyService(
            settings.name(), classifier, outcomes, Offer.ofRules(classifier.version()), null);
    Health health = new Health(settings.name(), database);
    WorkerServer.listen(settings.host(), settings.port(), service, new BudgetService(), health);
  }
}
