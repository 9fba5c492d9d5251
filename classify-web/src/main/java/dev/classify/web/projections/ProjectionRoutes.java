package dev.classify.web.projections;

import dev.classify.access.Role;
import dev.classify.store.projections.ProjectionTables;
import dev.classify.store.projections.ReadModels;
import dev.classify.taxonomy.AnswerField;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Route;
import dev.classify.web.results.FieldNames;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// How far projectors are, and what they have counted.
public final class ProjectionRoutes {

  private static final int JOBS_MAX = 50;
  private static final int VALUES_MAX = 200;

  private static final List<String> FIELDS =
      Arrays.stream(AnswerField.values()).map(FieldNames::of).toList();

  private final ProjectionTables tables;
  private final ReadModels models;

  public ProjectionRoutes(DataSource database) {
    this.tables = new ProjectionTables(database);
    this.models = new ReadModels(database);
  }

  public List<Route> routes() {
    return List.of(Route.get("/api/v1/projections", Role.VIEWER, this::projections));
  }

  private record Projections(
      List<Partition> partitions,
      List<ReadModels.Disagreement> disagreement,
      List<ReadModels.Drift> drift,
      String field,
      List<ReadModels.ValueCount> values) {}

  private record Partition(
      String projection,
      long build,
      String state,
      @Nullable String stop,
      @Nullable String stopReason,
      int partition,
      int partitions,
      long position,
      long lagEvents,
      double lagSeconds) {

    static Partition of(ProjectionTables.Status status) {
      return new Partition(
          status.projection(),
          status.build(),
          status.state(),
          status.stop(),
          status.stopReason(),
          status.partition(),
          status.partitions(),
          status.position(),
          status.lagEvents(),
          status.lagSeconds());
    }
  }

  private static ReadModels.Disagreement named(ReadModels.Disagreement stored) {
    return new ReadModels.Disagreement(
        stored.pair(), FieldNames.of(stored.field()), stored.compared(), stored.different());
  }

  private ApiResponse projections(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    String asked = parameters.word("field", FIELDS);
    parameters.check();
    AnswerField field = asked == null ? AnswerField.FAMILY : FieldNames.find(asked).orElseThrow();
    return ApiResponse.json(
        new Projections(
            tables.status().stream().map(Partition::of).toList(),
            models.disagreement().stream().map(ProjectionRoutes::named).toList(),
            models.drift(JOBS_MAX),
            FieldNames.of(field),
            models.taxonomy(field, VALUES_MAX)));
  }
}
