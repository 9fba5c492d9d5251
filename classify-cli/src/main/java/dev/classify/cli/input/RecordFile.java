package dev.classify.cli.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.evaluate.Records;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorJson;
import dev.classify.input.FileStart;
import dev.classify.input.TextInput;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// A file of records whatever they are: CSV, JSONL, or one JSON object, also compressed with gzip.
public final class RecordFile {

  private final Path path;

  public RecordFile(Path path) {
    this.path = path;
  }

  /// The one JSON object that the file is; empty where it holds records.
  public Optional<ObjectNode> document() {
    String name = path.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    try (BufferedReader text = open()) {
      text.mark(64);
      boolean spread = "{".equals(text.readLine());
      if (!spread && !name.endsWith(".json")) {
        return Optional.empty();
      }
      text.reset();
      JsonNode json = IndicatorJson.read(text.readAllAsString());
      if (json instanceof ObjectNode object) {
        return Optional.of(object);
      }
      throw CommandFailure.usage(path + " holds no JSON object", "give one that `evaluate` wrote");
    } catch (JsonProcessingException e) {
      throw CommandFailure.usage(
          path + " is not valid JSON: " + IndicatorJson.problem(e), "write it again", e);
    } catch (IOException e) {
      throw UnreadableFile.because(path.toString(), e);
    }
  }

  /// Hands over every record in their order.
  public void each(Consumer<Records.Entry> reader) {
    try (BufferedReader text = open()) {
      new Records(path.toString()).each(text, reader);
    } catch (IOException e) {
      throw UnreadableFile.because(path.toString(), e);
    } catch (UncheckedIOException e) {
      throw UnreadableFile.because(path.toString(), Objects.requireNonNull(e.getCause()));
    }
  }

  private BufferedReader open() throws IOException {
    if (Files.isDirectory(path)) {
      throw CommandFailure.usage(path + " is a folder", "name a file in it");
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(path), 65_536);
    try {
      if (FileStart.peek(in).isGzip()) {
        in = new BufferedInputStream(new GZIPInputStream(in, 65_536), 65_536);
      }
      BufferedReader text = TextInput.characters(path.toString(), in);
      text.mark(4_096);
      char[] first = new char[4_096];
      int read = Math.max(0, text.read(first));
      text.reset();
      if (new String(first, 0, read).stripLeading().startsWith("[")) {
        throw CommandFailure.usage(
            path + " is one JSON array", "write one object per line: jq -c '.[]' FILE");
      }
      return text;
    } catch (IOException | CommandFailure e) {
      in.close();
      throw e;
    }
  }
}
