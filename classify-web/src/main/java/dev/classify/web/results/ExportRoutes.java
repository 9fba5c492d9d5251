package dev.classify.web.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.classify.access.Role;
import dev.classify.store.results.ParquetResults;
import dev.classify.store.results.Result;
import dev.classify.store.results.ResultColumn;
import dev.classify.store.results.ResultQuery;
import dev.classify.store.results.Results;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Json;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Exports of answers, with the columns of `classify export`.
public final class ExportRoutes {

  /// An export keeps one of the few connections of a worker for as long as its reader takes.
  private static final int EXPORTS_MAX = 1;

  private final Results results;
  private final Semaphore places = new Semaphore(EXPORTS_MAX);

  public ExportRoutes(DataSource database) {
    this.results = new Results(database);
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/results.csv", Role.VIEWER, request -> export(request, Format.CSV)),
        Route.get("/api/v1/results.jsonl", Role.VIEWER, request -> export(request, Format.JSONL)),
        Route.get(
            "/api/v1/results.parquet", Role.VIEWER, request -> export(request, Format.PARQUET)));
  }

  private enum Format {
    CSV("text/csv; charset=utf-8"),
    JSONL("application/jsonl"),
    PARQUET("application/vnd.apache.parquet");

    private final String contentType;

    Format(String contentType) {
      this.contentType = contentType;
    }
  }

  private ApiResponse export(ApiRequest request, Format format) {
    Parameters parameters = request.parameters();
    ResultQuery query = ResultFilters.read(parameters);
    boolean withSource = parameters.flag("source").orElse(false);
    parameters.check();
    return new ApiResponse.Stream(
        format.contentType,
        "results." + format.name().toLowerCase(Locale.ROOT),
        body -> write(query, format, withSource, body));
  }

  private void write(ResultQuery query, Format format, boolean withSource, OutputStream body)
      throws IOException, SQLException {
    if (!places.tryAcquire()) {
      throw Problem.unavailable("another export runs on this worker", 10);
    }
    try {
      switch (format) {
        case CSV -> csv(query, withSource, body);
        case JSONL -> jsonl(query, withSource, body);
        case PARQUET -> parquet(query, withSource, body);
      }
    } catch (UncheckedIOException fault) {
      throw fault.getCause();
    } finally {
      places.release();
    }
  }

  private void csv(ResultQuery query, boolean withSource, OutputStream body)
      throws SQLException, IOException {
    List<ResultColumn> columns = results.exported(query, withSource);
    Writer writer = writer(body);
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    csv.writeRecord(columns.stream().map(ResultColumn::column).toList());
    results.each(
        query, columns, result -> csv.writeRecord(columns.stream().map(result::text).toList()));
    csv.flush();
  }

  private void jsonl(ResultQuery query, boolean withSource, OutputStream body)
      throws SQLException, IOException {
    List<ResultColumn> columns = results.exported(query, withSource);
    Writer writer = writer(body);
    results.each(query, columns, result -> line(writer, json(result, columns) + "\n"));
    writer.flush();
  }

  private void parquet(ResultQuery query, boolean withSource, OutputStream body)
      throws SQLException, IOException {
    List<ResultColumn> columns = results.exported(query, withSource);
    ParquetResults file = new ParquetResults(body, columns);
    results.each(query, columns, file::write);
    file.finish();
  }

  private static Writer writer(OutputStream body) {
    return new BufferedWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
  }

  private static String json(Result result, List<ResultColumn> columns) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    columns.forEach(column -> values.put(column.column(), result.values().get(column)));
    return Json.write(values);
  }

  private static void line(Writer writer, String line) {
    try {
      writer.write(line);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
