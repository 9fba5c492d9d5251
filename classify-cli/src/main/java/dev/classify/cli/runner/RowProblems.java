package dev.classify.cli.runner;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.cli.input.RejectList;
import dev.classify.indicator.Problem;
import dev.classify.input.InputRow;
import dev.classify.input.RowLocation;
import dev.classify.store.tasks.TaskQueue;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/// Keeps the problems of the first rows of a run beside its task, where the page shows them.
final class RowProblems implements RejectList {

  /// A person reads no more, and the file has to be corrected anyway.
  static final int PROBLEMS_MAX = 1_000;

  private final TaskQueue queue;
  private final String taskId;
  private final ArrayNode problems = JsonNodeFactory.instance.arrayNode();

  RowProblems(TaskQueue queue, String taskId) {
    this.queue = queue;
    this.taskId = taskId;
  }

  @Override
  public void add(InputRow row) {
    switch (row) {
      case InputRow.Good good ->
          good.warnings()
              .forEach(warning -> add(good.location(), good.indicator().id(), "warning", warning));
      case InputRow.Bad bad ->
          bad.problems().forEach(problem -> add(bad.location(), bad.id(), "error", problem));
    }
  }

  private void add(RowLocation place, String id, String severity, Problem problem) {
    if (problems.size() < PROBLEMS_MAX) {
      problems
          .addObject()
          .put("line", place.line())
          .put("indicatorId", id)
          .put("field", problem.field())
          .put("severity", severity)
          .put("problem", problem.problem())
          .put("fix", problem.fix());
    }
  }

  @Override
  public Optional<Path> publish() {
    try {
      queue.noteRowProblems(taskId, problems.toString());
    } catch (SQLException away) {
      throw new TaskInterrupted(away);
    }
    return Optional.empty();
  }
}
