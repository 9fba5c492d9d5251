package dev.classify.cli.evaluate;

import dev.classify.cli.report.EstimateText;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/// Has the same rows answered several times, each time with another number of rows per request.
public final class ModelTrials {

  private final IngressNodes nodes;
  private final DataSource database;
  private final RuleTables tables;
  private final PrintWriter err;

  /// Runs trials on a cluster.
  ///
  /// @param err receives estimates and problems
  public ModelTrials(IngressNodes nodes, DataSource database, RuleTables tables, PrintWriter err) {
    this.nodes = nodes;
    this.database = database;
    this.tables = tables;
    this.err = err;
  }

  /// Prints the estimates of all trials before the first request is sent.
  public List<ModelTrial.TrialAnswers> run(
      Provider provider, List<Integer> perRequest, Collection<Indicator> indicators)
      throws IOException, SQLException, InterruptedException {
    ModelTrial.removeLeftovers(database);
    for (int rows : perRequest) {
      try (ModelTrial trial = trial(provider, rows, indicators)) {
        err.println("%d rows to %s; %s".formatted(indicators.size(), trial.name(), planned(trial)));
      }
    }
    err.flush();
    List<ModelTrial.TrialAnswers> answers = new ArrayList<>();
    for (int rows : perRequest) {
      try (ModelTrial trial = trial(provider, rows, indicators)) {
        ModelTrial.TrialAnswers given = trial.run();
        if (!given.problem().isEmpty()) {
          err.println(trial.name() + ": " + given.problem());
        }
        answers.add(given);
      }
    }
    return answers;
  }

  private static String planned(ModelTrial trial) throws SQLException, InterruptedException {
    return EstimateText.line(trial.plan());
  }

  private ModelTrial trial(Provider provider, int perRequest, Collection<Indicator> indicators)
      throws IOException {
    return new ModelTrial(provider, perRequest, indicators, nodes, database, tables);
  }
}
