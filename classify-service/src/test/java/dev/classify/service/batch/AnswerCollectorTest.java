package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmRequest;
import dev.classify.service.send.StepTime;
import dev.classify.service.send.StillWaiting;
import dev.classify.store.claims.ContentResult;
import dev.classify.store.outcomes.StoredAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Batches at work at the same time, with scripted models and claims in memory.
class AnswerCollectorTest {

  private static final StoredAnswer STORED = new StoredAnswer(TestContents.DECIDED, "stored");

  private final TestConversation test = TestConversation.withOneModel();
  private final MemoryClaims claims = new MemoryClaims();
  private final Map<String, StoredAnswer> stored = new ConcurrentHashMap<>();

  @Test
  void batchThatNobodyDisturbsAsksAsBeforeAndWaitsForNobody() throws Exception {
    AnswerCollector answers = collector("batch");
    answers.collect(contents(6));

    assertThat(test.model.sizes()).containsExactly(4, 2);
    assertThat(verdicts(answers, 6)).allMatch(ContentVerdict.Done.class::isInstance);
    assertThat(claims.of("batch")).hasSize(6);
    assertThat(claims.results()).as("nobody is told before the batch is stored").isEmpty();
  }

  @Test
  void batchesThatWaitForEachOtherBothEndAndAskAboutEachContentOnce() throws Exception {
    claims.claim("left", "hash 0", "hash 1");
    claims.claim("right", "hash 2", "hash 3");
    TestConversation other = TestConversation.withOneModel();
    CyclicBarrier bothAsk = new CyclicBarrier(2);
    test.model.thenAnswer(request -> answerTogether(bothAsk, request));
    other.model.thenAnswer(request -> answerTogether(bothAsk, request));
    AnswerCollector left = collector("left");
    AnswerCollector right = collector("right", other);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> leftEnd = threads.submit(storing("left", left));
      Future<?> rightEnd = threads.submit(storing("right", right));
      leftEnd.get(20, TimeUnit.SECONDS);
      rightEnd.get(20, TimeUnit.SECONDS);
    }

    assertThat(test.model.sizes()).containsExactly(2);
    assertThat(other.model.sizes()).containsExactly(2);
    for (String hash : List.of("hash 2", "hash 3")) {
      StoredAnswer known = Objects.requireNonNull(left.knownAnswer(hash));
      assertThat(right.verdict(hash))
          .isInstanceOfSatisfying(
              ContentVerdict.Done.class,
              asked -> {
                assertThat(asked.decided()).isEqualTo(known.decided());
                assertThat(asked.model()).isEqualTo(known.model());
              });
      assertThat(right.knownAnswer(hash)).isNull();
    }
    assertThat(right.knownAnswer("hash 0")).isNotNull();
  }

  @Test
  void contentThatTheRulesAnswerForTheModelIsLeftToOthersBeforeTheBatchWaits() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      test.model.then(new LlmOutcome.Unavailable("connection refused", 0, false));
    }
    claims.claim("other", "hash 1");
    claims.duringWait(
        () -> {
          assertThat(claims.of("batch")).isEmpty();
          assertThat(claims.results()).as("another job may wait for the model").isEmpty();
          claims.end("other");
          return null;
        });
    AnswerCollector answers =
        collector("batch", test.conversation(test.requests().rulesAfter(Duration.ofSeconds(30))));
    answers.collect(contents(2));

    assertThat(verdicts(answers, 2)).containsOnly(new ContentVerdict.ByRules("connection refused"));
  }

  @Test
  void contentThatWasStoredBeforeItWasClaimedIsNotAskedAbout() throws Exception {
    stored.put("hash 1", STORED);
    AnswerCollector answers = collector("batch");
    answers.collect(contents(3));

    assertThat(test.model.sizes()).containsExactly(2);
    assertThat(answers.knownAnswer("hash 1")).isEqualTo(STORED);
    assertThat(claims.of("batch")).containsExactly("hash 0", "hash 2");
  }

  @Test
  void contentThatAnotherBatchHasRefusedIsNotAskedAboutAgain() throws Exception {
    claims.claim("other", "hash 1");
    claims.ofBatch("other").publish(Map.of("hash 1", new ContentResult.Refused("not this")));
    AnswerCollector answers = collector("batch");
    answers.collect(contents(2));

    assertThat(test.model.sizes()).containsExactly(1);
    assertThat(answers.verdict("hash 1")).isEqualTo(new ContentVerdict.GiveUp("not this"));
  }

  @Test
  void refusalIsToldToTheBatchesThatWait() throws Exception {
    claims.claim("other", "hash 1");
    for (int i = 0; i < 4; i++) {
      test.model.then(new LlmOutcome.Refused("not this", null));
    }
    claims.duringWait(
        () -> {
          claims.end("other");
          return null;
        });
    collector("batch").collect(contents(2));

    assertThat(claims.results())
        .containsExactly(Map.entry("hash 0", new ContentResult.Refused("refused: not this")));
  }

  @Test
  void contentOfABatchThatEndedWithoutAnAnswerIsAskedAboutByTheOneThatWaits() throws Exception {
    claims.claim("other", "hash 0", "hash 2");
    claims.duringWait(
        () -> {
          claims.end("other");
          return null;
        });
    AnswerCollector answers = collector("batch");
    answers.collect(contents(4));

    assertThat(test.model.sizes()).containsExactly(2, 2);
    assertThat(verdicts(answers, 4)).allMatch(ContentVerdict.Done.class::isInstance);
  }

  @Test
  void triedStepSendsTheSameRequestsThoughMoreContentsAreFree() throws Exception {
    claims.claim("other", "hash 0");
    claims.duringWait(
        () -> {
          StepTime.from(test.clock, () -> true).check("another batch");
          return null;
        });
    assertThatThrownBy(() -> collector("batch").collect(contents(6)))
        .isInstanceOf(StillWaiting.class);
    assertThat(test.model.sizes()).containsExactly(4, 1);
    claims.end("other");
    AnswerCollector answers = collector("batch");
    answers.collect(contents(6));

    assertThat(test.model.sizes()).containsExactly(4, 1, 1);
    assertThat(test.model.requests()).extracting(LlmRequest::requestId).doesNotHaveDuplicates();
    assertThat(verdicts(answers, 6)).allMatch(ContentVerdict.Done.class::isInstance);
  }

  @Test
  void batchOfAJobThatIsStoppedWhileItWaitsEndsWithWhatItHas() throws Exception {
    claims.claim("other", "hash 1");
    claims.duringWait(() -> "cancelled by a person");
    LlmConversation conversation = test.conversation();
    AnswerCollector answers = collector("batch", conversation);
    answers.collect(contents(2));

    assertThat(conversation.stopReason()).isEqualTo("cancelled by a person");
    assertThat(answers.verdict("hash 0")).isInstanceOf(ContentVerdict.Done.class);
    assertThat(answers.verdict("hash 1")).isNull();
    assertThat(answers.knownAnswer("hash 1")).isNull();
  }

  @Test
  void stoppedJobWaitsForNobody() throws Exception {
    claims.claim("other", "hash 1");
    test.model.then(new LlmOutcome.QuotaExhausted("nothing left to spend"));
    LlmConversation conversation = test.conversation();
    collector("batch", conversation).collect(contents(2));

    assertThat(conversation.stopReason()).isEqualTo("nothing left to spend");
  }

  private static LlmOutcome answerTogether(CyclicBarrier bothAsk, LlmRequest request) {
    try {
      bothAsk.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException fault) {
      throw new IllegalStateException(fault);
    }
    return ScriptedModel.answered(request, TestContents.answer(0.9));
  }

  /// Collects and stores, as a batch does, which ends its claims.
  private Callable<Boolean> storing(String batch, AnswerCollector answers) {
    return () -> {
      answers.collect(contents(4));
      for (String hash : claims.of(batch)) {
        if (answers.verdict(hash) instanceof ContentVerdict.Done done) {
          stored.put(hash, new StoredAnswer(done.decided(), done.model()));
        }
      }
      claims.end(batch);
      return true;
    };
  }

  private AnswerCollector collector(String batch) {
    return collector(batch, test);
  }

  private AnswerCollector collector(String batch, TestConversation conversation) {
    return collector(batch, conversation.conversation());
  }

  private AnswerCollector collector(String batch, LlmConversation conversation) {
    return new AnswerCollector(
        conversation,
        claims.ofBatch(batch),
        hashes -> {
          Map<String, StoredAnswer> found = new HashMap<>(stored);
          found.keySet().retainAll(hashes);
          return found;
        },
        Map.of());
  }

  private static List<PendingContent> contents(int count) {
    return TestContents.open(count, TestConversation.ROWS_PER_REQUEST);
  }

  private static List<ContentVerdict> verdicts(AnswerCollector answers, int contents) {
    return IntStream.range(0, contents).mapToObj(i -> answers.verdict("hash " + i)).toList();
  }
}
