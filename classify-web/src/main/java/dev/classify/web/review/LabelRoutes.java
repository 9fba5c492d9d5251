package dev.classify.web.review;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.classify.access.Role;
import dev.classify.indicator.Indicator;
import dev.classify.llm.ExampleFile;
import dev.classify.llm.ExampleSelection;
import dev.classify.llm.Examples;
import dev.classify.review.LabelTable;
import dev.classify.store.review.ReviewedAnswers;
import dev.classify.store.review.ReviewedAnswers.ReviewedAnswer;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Route;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/// What people have accepted or corrected, as labels to measure with and as examples for models.
public final class LabelRoutes {

  private static final int EXAMPLES = 20;

  /// The latest reviewed answers that examples are chosen from.
  private static final int CHOSEN_FROM_MAX = 5_000;

  private final ReviewedAnswers reviewed;

  public LabelRoutes(DataSource database) {
    this.reviewed = new ReviewedAnswers(database);
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/review-labels.csv", Role.VIEWER, this::labels),
        Route.get("/api/v1/review-inputs.csv", Role.VIEWER, this::inputs),
        Route.get("/api/v1/review-examples.json", Role.VIEWER, this::examples));
  }

  private ApiResponse labels(ApiRequest request) {
    request.parameters().check();
    return csv(
        "labels.csv",
        csv -> {
          csv.writeRecord(LabelTable.header());
          for (ReviewedAnswer one : reviewed.all()) {
            csv.writeRecord(LabelTable.row(one.indicatorId(), one.answer()));
          }
        });
  }

  private ApiResponse inputs(ApiRequest request) {
    request.parameters().check();
    return csv(
        "indicators.csv",
        csv -> {
          csv.writeRecord(LabelTable.inputHeader());
          for (ReviewedAnswer one : reviewed.all()) {
            Indicator indicator = one.indicator();
            if (indicator != null) {
              csv.writeRecord(LabelTable.inputRow(indicator));
            }
          }
        });
  }

  private ApiResponse examples(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    int count = parameters.number("count", 1, ExampleFile.EXAMPLES_MAX, EXAMPLES);
    parameters.check();
    Examples chosen =
        ExampleSelection.of(reviewed.known(CHOSEN_FROM_MAX), Set.of(), Set.of(), count);
    return new ApiResponse.Stream(
        "application/json",
        "examples.json",
        body -> body.write(chosen.write().getBytes(StandardCharsets.UTF_8)));
  }

  private interface Rows {
    void write(CsvWriter csv) throws SQLException;
  }

  private static ApiResponse csv(String fileName, Rows rows) {
    return new ApiResponse.Stream("text/csv; charset=utf-8", fileName, body -> write(rows, body));
  }

  private static void write(Rows rows, OutputStream body) throws IOException, SQLException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    rows.write(csv);
    csv.flush();
    writer.flush();
  }
}
