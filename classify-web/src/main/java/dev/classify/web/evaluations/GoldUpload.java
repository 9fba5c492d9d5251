package dev.classify.web.evaluations;

import dev.classify.evaluate.GoldLabels;
import dev.classify.evaluate.GoldReader;
import dev.classify.evaluate.Records;
import dev.classify.exit.CommandFailure;
import dev.classify.units.CurrencyCodes;
import dev.classify.web.http.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads labels that somebody sends.
final class GoldUpload {

  /// Two thousand rows with long ids and reasons for doubt.
  static final int BYTES_MAX = 4 << 20;

  /// Resampling takes ten seconds for so many. `classify evaluate` has no limit.
  private static final int ROWS_MAX = 2_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private GoldUpload() {}

  /// The labels of a CSV or JSONL text in UTF-8.
  ///
  /// @param name of the file
  /// @throws Problem if these are no labels
  static GoldLabels read(String name, InputStream body, CurrencyCodes currencies) {
    GoldReader reader = new GoldReader(name, currencies);
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder()))) {
      text.mark(1);
      if (text.read() != BYTE_ORDER_MARK) {
        text.reset();
      }
      new Records(name).each(text, reader::add);
      GoldLabels labels = reader.labels();
      if (labels.labels().isEmpty()) {
        throw Problem.unprocessable(name + " has no row with valid labels");
      }
      if (labels.labels().size() > ROWS_MAX) {
        throw Problem.unprocessable(
            "%s labels more than %d rows; `classify evaluate` takes any number"
                .formatted(name, ROWS_MAX));
      }
      return labels;
    } catch (CommandFailure wrong) {
      throw Problem.unprocessable(
          wrong.fix().isEmpty() ? wrong.problem() : wrong.problem() + "; " + wrong.fix());
    } catch (CharacterCodingException _) {
      throw Problem.unprocessable(name + " is not UTF-8");
    } catch (IOException broken) {
      throw Problem.badRequest("the file did not arrive: " + broken.getMessage());
    }
  }
}
