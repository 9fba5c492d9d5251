package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.BatchLimits;
import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchCutterTest {

  @Test
  void batchEndsAtFiftyRows() throws Exception {
    assertThat(sizes(cut(rows(120, 10)))).containsExactly(50, 50, 20);
    assertThat(sizes(cut(rows(100, 10)))).containsExactly(50, 50);
    assertThat(cut(List.of())).isEmpty();
  }

  @Test
  void batchEndsBeforeItWouldHoldMoreThanOneMebibyte() throws Exception {
    List<Batch> batches = cut(rows(30, 100_000));
    assertThat(sizes(batches)).containsExactly(10, 10, 10);
    assertThat(batches).allMatch(batch -> bytes(batch) <= BatchLimits.BYTES_MAX);
  }

  @Test
  void textIsMeasuredInBytesNotInCharacters() throws Exception {
    assertThat(cut(rows("€", 20, 100_000)))
        .allMatch(batch -> bytes(batch) <= BatchLimits.BYTES_MAX)
        .allMatch(batch -> batch.size() <= 3);
  }

  @Test
  void sameRowsAlwaysFormTheSameBatchesWithoutLoss() throws Exception {
    List<Indicator> rows = new ArrayList<>(rows(70, 10));
    rows.addAll(rows(20, 90_000));
    rows.addAll(rows(70, 10));
    List<Batch> batches = cut(rows);
    assertThat(batches).isEqualTo(cut(rows));
    assertThat(batches.stream().flatMap(batch -> batch.ids().stream()))
        .containsExactlyElementsOf(rows.stream().map(Indicator::id).toList());
    assertThat(batches.stream().map(Batch::ordinal))
        .containsExactlyElementsOf(IntStream.range(0, batches.size()).boxed().toList());
  }

  private static List<Batch> cut(List<Indicator> rows) {
    BatchCutter cutter = new BatchCutter();
    List<Batch> batches = new ArrayList<>();
    for (Indicator row : rows) {
      cutter.add(row).ifPresent(batches::add);
    }
    cutter.rest().ifPresent(batches::add);
    assertThat(cutter.rest()).isEmpty();
    return batches;
  }

  private static List<Integer> sizes(List<Batch> batches) {
    return batches.stream().map(Batch::size).toList();
  }

  private static int bytes(Batch batch) {
    return batch.rows().stream()
        .mapToInt(row -> row.toString().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  private static List<Indicator> rows(int count, int length) throws Exception {
    return rows("x", count, length);
  }

  private static List<Indicator> rows(String letter, int count, int length) throws Exception {
    List<Indicator> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      String json =
          "{\"id\": \"R%d\", \"name\": \"n\", \"description\": \"%s\"}"
              .formatted(row, letter.repeat(length));
      CheckedDraft checked = IndicatorCheck.check(IndicatorJson.draft(IndicatorJson.read(json)));
      rows.add(((CheckedDraft.Accepted) checked).indicator());
    }
    return rows;
  }
}
