package dev.classify.store.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContentClaimsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Claimant FIRST = claimant("first");
  private static final Claimant SECOND = claimant("second");

  private ContentClaims claims;
  private Job job;

  @BeforeEach
  void openJobs() throws SQLException {
    claims = new ContentClaims(DATABASE.dataSource(), Duration.ofMinutes(10));
    job = TestRows.open(DATABASE.dataSource(), "job of first");
    TestRows.open(DATABASE.dataSource(), "job of second");
  }

  @Test
  void contentIsClaimedByOneBatchAndHeldForTheOthers() throws SQLException {
    ClaimedContents first = claims.claim(FIRST, List.of("b", "a"), false);
    ClaimedContents second = claims.claim(SECOND, List.of("c", "b"), true);

    assertThat(first.waves())
        .satisfiesExactly(wave -> assertThat(wave).containsExactlyInAnyOrder("a", "b"));
    assertThat(first.fresh()).containsExactlyInAnyOrder("a", "b");
    assertThat(first.held()).isEmpty();
    assertThat(second.waves()).containsExactly(List.of("c"));
    assertThat(second.held()).containsExactly(new HeldContent("b", "first", "job of first"));
  }

  @Test
  void triedStepKeepsItsClaimsInTheWavesOfTheFirstTry() throws SQLException {
    claims.claim(FIRST, List.of("a", "b"), false);
    claims.claim(FIRST, List.of("c"), false);

    ClaimedContents again = claims.claim(FIRST, List.of("d", "c", "b", "a"), false);
    assertThat(again.waves())
        .satisfiesExactly(
            earliest -> assertThat(earliest).containsExactlyInAnyOrder("a", "b"),
            later -> assertThat(later).containsExactly("c"),
            latest -> assertThat(latest).containsExactly("d"));
    assertThat(again.fresh()).containsExactly("d");
  }

  @Test
  void forcedJobAndAnotherAnswerVersionClaimForThemselves() throws SQLException {
    Claimant forced = Claimant.of(TestRows.VERSION, "job", 2, true, "forced");
    Claimant sameJob = Claimant.of(TestRows.VERSION, "job", 2, true, "other");
    Claimant plain = Claimant.of(TestRows.VERSION, "job", 2, false, "plain");
    Claimant otherVersion = Claimant.of(TestRows.OTHER_VERSION, "job", 2, false, "new");
    for (Claimant by : List.of(FIRST, forced, otherVersion)) {
      assertThat(claims.claim(by, List.of("a"), false).fresh()).containsExactly("a");
    }
    assertThat(claims.claim(sameJob, List.of("a"), false).held())
        .containsExactly(new HeldContent("a", "forced", "job"));
    assertThat(claims.claim(plain, List.of("a"), false).held())
        .containsExactly(new HeldContent("a", "first", "job of first"));
  }

  @Test
  void publishedResultsAreSeenByOthersAndNotByTheirOwner() throws SQLException {
    claims.claim(FIRST, List.of("a", "b", "c"), false);
    claims.publish(
        FIRST,
        Map.of(
            "a", new ContentResult.Answered("{\"z\": 1, \"a\": 2}"),
            "b", new ContentResult.Refused("refused: not this")));
    claims.publish(SECOND, Map.of("c", new ContentResult.Refused("not its own")));

    ClaimedContents second = claims.claim(SECOND, List.of("a", "b", "c"), true);
    assertThat(second.results())
        .containsOnly(
            Map.entry("a", new ContentResult.Answered("{\"z\": 1, \"a\": 2}")),
            Map.entry("b", new ContentResult.Refused("refused: not this")));
    assertThat(second.held()).extracting(HeldContent::contentHash).containsExactly("c");
    assertThat(claims.claim(FIRST, List.of("a", "b", "c"), false).waves()).hasSize(1);
  }

  @Test
  void claimOfABatchThatDoesNotGoOnIsTakenOnlyOnDemand() throws SQLException {
    claims.claim(FIRST, List.of("a", "b"), false);
    DATABASE.execute(
        "update content_claims set refreshed_at = now() - interval '11 minutes'"
            + " where content_hash = 'a'");

    assertThat(claims.claim(SECOND, List.of("a"), false).held()).hasSize(1);
    ClaimedContents taken = claims.claim(SECOND, List.of("a", "b"), true);
    assertThat(taken.fresh()).containsExactly("a");
    assertThat(taken.held()).extracting(HeldContent::contentHash).containsExactly("b");
    assertThat(claims.claim(FIRST, List.of("a", "b"), false).held())
        .as("the first batch now waits")
        .containsExactly(new HeldContent("a", "second", "job of second"));
  }

  @Test
  void claimOfAJobThatIsPausedForAMinuteIsTakenUnlessItHasItsResult() throws SQLException {
    claims.claim(FIRST, List.of("a", "b"), false);
    claims.publish(FIRST, Map.of("b", new ContentResult.Answered("1")));
    new Jobs(DATABASE.dataSource()).pause("job of first", Jobs.PAUSED_BY_PERSON);
    assertThat(claims.claim(SECOND, List.of("a"), true).fresh()).isEmpty();

    DATABASE.execute("update jobs set paused_at = paused_at - interval '61 seconds'");
    ClaimedContents taken = claims.claim(SECOND, List.of("a", "b"), true);
    assertThat(taken.fresh()).containsExactly("a");
    assertThat(taken.results()).containsKey("b");
  }

  @Test
  void batchThatIsStoredHasNoClaims() throws SQLException {
    claims.claim(FIRST, List.of("a", "b"), false);
    claims.claim(SECOND, List.of("c"), false);
    TestRows.store(
        DATABASE.dataSource(), TestRows.batch(job, "first"), TestRows.classified("A", "Exports"));
    assertThat(DATABASE.texts("select content_hash from content_claims")).containsExactly("c");

    claims.claim(FIRST, List.of("a"), false);
    TestRows.store(
        DATABASE.dataSource(), TestRows.batch(job, "first"), TestRows.classified("A", "Exports"));
    assertThat(DATABASE.texts("select content_hash from content_claims"))
        .as("also those of a late try of a batch that another one has stored")
        .containsExactly("c");
  }

  @Test
  void claimsAreReleasedOneByOneAndWithTheirJob() throws SQLException {
    claims.claim(FIRST, List.of("a", "b"), false);
    claims.claim(SECOND, List.of("c"), false);
    claims.release(FIRST, List.of("a", "c"));
    assertThat(claims.claim(SECOND, List.of("a", "b"), false).fresh()).containsExactly("a");

    new Jobs(DATABASE.dataSource()).cancel("job of second");
    assertThat(DATABASE.texts("select content_hash from content_claims")).containsExactly("b");

    DATABASE.execute("update content_claims set refreshed_at = now() - interval '25 hours'");
    TestRows.open(DATABASE.dataSource(), "another job");
    assertThat(DATABASE.number("select count(*) from content_claims")).isZero();
  }

  @Test
  void batchesWithTheSameContentsInOtherOrdersNeverLockEachOtherOut() throws Exception {
    List<String> hashes = IntStream.range(0, 50).mapToObj(i -> "hash " + i).toList();
    int rounds = 40;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> batches =
          List.of(
              threads.submit(claimAndEnd(FIRST, hashes, rounds)),
              threads.submit(claimAndEnd(SECOND, hashes.reversed(), rounds)),
              threads.submit(claimAndEnd(claimant("third"), hashes, rounds)));
      int claimed = 0;
      for (Future<Integer> batch : batches) {
        claimed += batch.get();
      }
      assertThat(claimed).isGreaterThanOrEqualTo(hashes.size());
    }
    assertThat(DATABASE.number("select count(*) from content_claims")).isZero();
  }

  /// Claims, publishes and stores again and again.
  private Callable<Integer> claimAndEnd(Claimant by, List<String> hashes, int rounds) {
    return () -> {
      int claimed = 0;
      for (int i = 0; i < rounds; i++) {
        ClaimedContents got = claims.claim(by, hashes, true);
        claimed += got.fresh().size();
        if (!got.fresh().isEmpty()) {
          claims.publish(by, Map.of(got.fresh().getFirst(), new ContentResult.Answered("1")));
        }
        TestRows.store(DATABASE.dataSource(), TestRows.batch(job, by.batchKey()));
      }
      return claimed;
    };
  }

  private static Claimant claimant(String batch) {
    return Claimant.of(TestRows.VERSION, "job of " + batch, 1, false, batch);
  }
}
