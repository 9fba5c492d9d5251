package dev.classify.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.triage.RequestSize.PastRequests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestSizeTest {

  @Test
  void unknownModelIsAskedAboutTenRows() {
    assertThat(RequestSize.of(List.of()).rowsPerRequest()).isEqualTo(10);
    RequestSize few = RequestSize.of(List.of(flawless(10, 9)));
    assertThat(few.rowsPerRequest()).isEqualTo(10);
    assertThat(few.reason()).contains("until 10 requests");
  }

  @Test
  void sizeGrowsOneStepForEachSizeThatWorks() {
    List<PastRequests> past = new ArrayList<>();
    for (int worked : new int[] {10, 13, 17, 25}) {
      past.add(flawless(worked, 20));
      int next = worked == 10 ? 13 : worked == 13 ? 17 : 25;
      assertThat(RequestSize.of(past).rowsPerRequest()).as("after %d", worked).isEqualTo(next);
    }
    assertThat(RequestSize.of(past).reason()).contains("requests of about 17 rows work: 0 of 20");
  }

  @Test
  void largerSizeThatFailedIsNotTriedAgain() {
    RequestSize size =
        RequestSize.of(List.of(flawless(10, 50), new PastRequests(13, 12, 3, 117, 0)));
    assertThat(size.rowsPerRequest()).isEqualTo(10);
    assertThat(size.reason())
        .isEqualTo("3 of 12 requests of about 13 rows were cut off, unreadable, too large or late");
  }

  @Test
  void sizeShrinksUntilRequestsWork() {
    PastRequests ten = new PastRequests(10, 8, 5, 30, 0);
    assertThat(RequestSize.of(List.of(ten)).rowsPerRequest()).isEqualTo(7);
    PastRequests seven = new PastRequests(7, 10, 0, 70, 20);
    RequestSize size = RequestSize.of(List.of(ten, seven));
    assertThat(size.rowsPerRequest()).isEqualTo(5);
    assertThat(size.reason()).isEqualTo("20 of 70 rows in requests of about 7 had no valid answer");
    assertThat(RequestSize.of(List.of(ten, seven, flawless(5, 90))).rowsPerRequest()).isEqualTo(5);
  }

  @Test
  void sizeStaysWithinItsBounds() {
    List<PastRequests> failing = new ArrayList<>();
    for (int rows = 1; rows <= 50; rows++) {
      failing.add(new PastRequests(rows, 10, 10, 0, 0));
    }
    assertThat(RequestSize.of(failing).rowsPerRequest()).isEqualTo(1);
    List<PastRequests> working = new ArrayList<>();
    for (int rows = 1; rows <= 50; rows++) {
      working.add(flawless(rows, 100));
    }
    assertThat(RequestSize.of(working).rowsPerRequest()).isEqualTo(25);
  }

  @ParameterizedTest
  @CsvSource({
    // One failure may be chance.
    "3, 1, 20, 0, 10",
    "20, 2, 180, 0, 13",
    "19, 2, 170, 0, 7",
    "20, 0, 200, 10, 13",
    "20, 0, 200, 11, 7"
  })
  void aSmallShareOfTroubleIsTolerated(
      long requests, long troubled, long asked, long unanswered, int expected) {
    assertThat(
            RequestSize.of(List.of(new PastRequests(10, requests, troubled, asked, unanswered)))
                .rowsPerRequest())
        .isEqualTo(expected);
  }

  @Test
  void requestsThatAreNotQuiteFullCountToo() {
    RequestSize size = RequestSize.of(List.of(flawless(8, 6), flawless(9, 4)));
    assertThat(size.rowsPerRequest()).isEqualTo(13);
    assertThat(RequestSize.of(List.of(flawless(4, 90))).rowsPerRequest()).isEqualTo(10);
  }

  private static PastRequests flawless(int rows, long requests) {
    return new PastRequests(rows, requests, 0, rows * requests, 0);
  }
}
