package dev.classify.input;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.classify.input.TableRecords.Entry;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {

  private static final String UNCLOSED = "opens a quote that is not closed";

  @Test
  void quoteThatIsNeverClosedCostsItsLine() throws Exception {
    assertThat(read("a,\"b\nc,d\ne,\"\"\n"))
        .containsExactly(
            broken(1, List.of("a"), UNCLOSED), fields(2, "c", "d"), fields(3, "e", ""));
  }

  @Test
  void quoteThatALaterQuoteSeemsToCloseCostsItsLine() throws Exception {
    assertThat(read("a,\"b\nc,d\ne,\"f, g\"\nh,i"))
        .containsExactly(
            broken(1, List.of("a"), "has text behind a closing quote"),
            fields(2, "c", "d"),
            fields(3, "e", "f, g"),
            fields(4, "h", "i"));
  }

  @Test
  void oversizedFieldCostsItsRow() throws Exception {
    String huge = "x".repeat(CsvRecords.RECORD_CHARACTERS_MAX);
    String problem = "is longer than 8,388,608 characters";
    assertThat(read("a,b\nc,\"" + huge + "\"\nd," + huge + ",e\nf,g\n"))
        .extracting(entry -> entry instanceof Entry.Broken row ? row.problem() : entry)
        .containsExactly(fields(1, "a", "b"), problem, problem, fields(4, "f", "g"));
  }

  @Test
  void unclosedQuoteBeforeMoreTextThanARecordMayHoldCostsItsLine() throws Exception {
    int rows = CsvRecords.RECORD_CHARACTERS_MAX / 4 + 1;
    List<Entry> read = read("a,\"b\n" + "c,d\n".repeat(rows));
    assertThat(read).hasSize(rows + 1);
    assertThat(read.getFirst()).isEqualTo(broken(1, List.of("a"), UNCLOSED));
    assertThat(read.getLast()).isEqualTo(fields(rows + 1, "c", "d"));
  }

  @Test
  void tooManyFieldsCostTheirRow() throws Exception {
    List<Entry> read = read("a,\n," + ",".repeat(200_000) + "\nb,c");
    assertThat(read).hasSize(3);
    assertThat(read.get(1))
        .isInstanceOfSatisfying(
            Entry.Broken.class,
            row ->
                assertThat(row.problem()).isEqualTo("has 200,002 fields; at most 16,384 are read"));
    assertThat(read.get(2)).isEqualTo(fields(3, "b", "c"));
  }

  @Test
  void linesEndWithAnyOfTheThreeEndsAndAreCounted() throws Exception {
    assertThat(read("a\r\nb\rc\n\n\r\nd,\"e\r\nf\rg\nh\"\ri"))
        .containsExactly(
            fields(1, "a"),
            fields(2, "b"),
            fields(3, "c"),
            fields(6, "d", "e\r\nf\rg\nh"),
            fields(10, "i"));
  }

  /// RFC 4180 leaves little to choose; where both read a text, they read the same.
  @Test
  void readsWhatAnotherReaderReads() throws Exception {
    Random random = new Random(1);
    String likely = "aab ,,\"\"\n\r\t;'";
    int compared = 0;
    for (int round = 0; round < 4_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(24); i > 0; i--) {
        text.append(likely.charAt(random.nextInt(likely.length())));
      }
      List<Entry> read = read(text.toString());
      if (read.stream().allMatch(Entry.Fields.class::isInstance)) {
        assertThat(read).as("'%s'", text).isEqualTo(readOtherwise(text.toString()));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(1_000);
  }

  private static List<Entry> readOtherwise(String text) throws IOException {
    List<Entry> read = new ArrayList<>();
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .trimWhitespacesAroundQuotes(true)
            .ofCsvRecord(text)) {
      csv.forEach(row -> read.add(new Entry.Fields(row.getStartingLineNumber(), row.getFields())));
    }
    return read;
  }

  /// Read in pieces of every size, so that the buffer ends anywhere.
  private static List<Entry> read(String text) throws IOException {
    List<Entry> whole = read(new StringReader(text));
    if (text.length() < 100) {
      for (int size = 1; size <= text.length(); size++) {
        assertThat(read(new Pieces(text, size))).isEqualTo(whole);
      }
    }
    return whole;
  }

  private static List<Entry> read(Reader text) throws IOException {
    CsvRecords records = new CsvRecords(text, ',');
    List<Entry> read = new ArrayList<>();
    for (Optional<Entry> next = records.next(); next.isPresent(); next = records.next()) {
      read.add(next.get());
    }
    return read;
  }

  private static Entry fields(long line, String... values) {
    return new Entry.Fields(line, List.of(values));
  }

  private static Entry broken(long line, List<String> values, String problem) {
    return new Entry.Broken(
        line, values, problem, "close every quote, and double the quotes inside quoted fields");
  }

  private static final class Pieces extends StringReader {

    private final int size;

    Pieces(String text, int size) {
      super(text);
      this.size = size;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      return super.read(target, offset, Math.min(size, length));
    }
  }
}
