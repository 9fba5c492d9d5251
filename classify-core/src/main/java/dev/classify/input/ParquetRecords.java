package dev.classify.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.exit.CommandFailure;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.SnappyError;

/// The rows of a Parquet file. The header is its schema, and lines are numbers of rows, from 1.
/// Lists and structures become JSON, as sample values may be written.
final class ParquetRecords implements TableRecords {

  private static final Set<CompressionCodec> CODECS =
      Set.of(
          CompressionCodec.UNCOMPRESSED,
          CompressionCodec.SNAPPY,
          CompressionCodec.GZIP,
          CompressionCodec.ZSTD,
          CompressionCodec.LZ4,
          CompressionCodec.LZ4_RAW,
          CompressionCodec.BROTLI);

  /// Kept, because the level of a logger that nobody keeps is forgotten. The library tells which
  /// machine instructions it found, which is nothing to tell a user.
  private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

  static {
    LIBRARY.setLevel(Level.WARNING);
  }

  private final ParquetFileReader file;
  private final RowReader rows;
  private final List<String> columns;
  private long line;
  private boolean headed;

  private ParquetRecords(ParquetFileReader file, RowReader rows, List<String> columns) {
    this.file = file;
    this.rows = rows;
    this.columns = columns;
  }

  /// @param name for messages
  /// @throws CommandFailure if its compression is not one that is read here
  static ParquetRecords open(String name, Path path) throws IOException {
    ParquetFileReader file;
    try {
      file = ParquetFileReader.open(InputFile.of(path));
    } catch (RuntimeException e) {
      throw damaged("its end", e);
    }
    try {
      requireCodecs(name, file);
      List<String> columns =
          file.getFileSchema().getRootNode().children().stream().map(SchemaNode::name).toList();
      return new ParquetRecords(file, file.rowReader(), columns);
    } catch (CommandFailure e) {
      file.close();
      throw e;
    } catch (RuntimeException e) {
      file.close();
      throw damaged("its schema", e);
    }
  }

  private static void requireCodecs(String name, ParquetFileReader file) {
    Set<CompressionCodec> others = new TreeSet<>();
    file.getFileMetaData()
        .rowGroups()
        .forEach(group -> group.columns().forEach(chunk -> others.add(chunk.metaData().codec())));
    others.removeAll(CODECS);
    if (!others.isEmpty()) {
      throw CommandFailure.usage(
          name + " is compressed with " + others.iterator().next(),
          "write it with the compression zstd, snappy, gzip, lz4, brotli or none");
    }
  }

  // The library has no exception of its own for bytes that are no Parquet.
  @Override
  public Optional<Entry> next() throws IOException {
    if (!headed) {
      headed = true;
      return Optional.of(new Entry.Fields(0, columns));
    }
    try {
      if (!rows.hasNext()) {
        return Optional.empty();
      }
      rows.next();
      line++;
      List<String> texts = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        texts.add(rows.isNull(i) ? "" : text(rows.getValue(i)));
      }
      return Optional.of(new Entry.Fields(line, texts));
    } catch (RuntimeException e) {
      throw damaged("row " + (line + 1), e);
    }
  }

  private static String text(@Nullable Object value) {
    JsonNode json = json(value);
    return json.isNull() ? "" : json.isTextual() ? json.textValue() : json.toString();
  }

  private static JsonNode json(@Nullable Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value) {
      case null -> nodes.nullNode();
      case Boolean truth -> nodes.booleanNode(truth);
      case byte[] bytes -> nodes.textNode(new String(bytes, StandardCharsets.UTF_8));
      case Double number -> nodes.textNode(plain(number, number.toString()));
      case Float number -> nodes.textNode(plain(number.doubleValue(), number.toString()));
      case BigDecimal number -> nodes.textNode(number.toPlainString());
      case Number number -> nodes.textNode(number.toString());
      case PqList list -> {
        ArrayNode array = nodes.arrayNode();
        list.values().forEach(element -> array.add(json(element)));
        yield array;
      }
      case PqMap map -> {
        ObjectNode object = nodes.objectNode();
        map.getEntries().forEach(entry -> object.set(text(entry.getKey()), json(entry.getValue())));
        yield object;
      }
      case PqStruct struct -> {
        ObjectNode object = nodes.objectNode();
        for (int i = 0; i < struct.getFieldCount(); i++) {
          object.set(struct.getFieldName(i), json(struct.isNull(i) ? null : struct.getValue(i)));
        }
        yield object;
      }
      default -> nodes.textNode(value.toString());
    };
  }

  /// Without an exponent or the `.0` of a whole number: years and codes are often stored so.
  private static String plain(double number, String written) {
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? "" : written;
    }
    BigDecimal decimal = new BigDecimal(written);
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  private static IOException damaged(String place, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      // Decompression is native code, which is unpacked into the temporary folder.
      if (cause instanceof SnappyError || cause instanceof LinkageError) {
        return new IOException(
            "its compression needs a temporary folder from which programs may run (for snappy"
                + " -Dorg.xerial.snappy.tempdir=FOLDER, for zstd -DZstdTempFolder=FOLDER); or write"
                + " it with gzip",
            e);
      }
    }
    IOException damaged = new StreamCorruptedException(place + " is no Parquet: " + e.getMessage());
    damaged.initCause(e);
    return damaged;
  }

  @Override
  public void close() throws IOException {
    rows.close();
    file.close();
  }
}
