package dev.classify.service.batch;

import dev.classify.api.AnswerSettings;
import dev.classify.api.BatchRequest;
import dev.classify.budget.Limits;
import dev.classify.llm.Examples;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import dev.classify.service.llm.ConcurrencySettings;
import dev.classify.service.send.MemoryLedger;
import dev.classify.service.send.StillWaiting;
import dev.classify.service.send.TestClock;
import dev.classify.service.send.VirtualRequests;
import dev.classify.store.jobs.JobTiers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A conversation with scripted models, without Restate and a database: only the models, the clock
/// and the ledger are fakes.
final class TestConversation {

  static final String BUDGET = "account/first";
  static final String REVIEW_BUDGET = "account/review";
  static final int ROWS_PER_REQUEST = 4;

  final TestClock clock = new TestClock();
  final ScriptedModel model = new ScriptedModel("first", clock);
  final ScriptedModel reviewModel = new ScriptedModel("review", clock);
  final MemoryLedger ledger = new MemoryLedger(clock);

  private final boolean withReview;
  private Limits limits = Limits.NONE;

  private TestConversation(boolean withReview) {
    this.withReview = withReview;
  }

  static TestConversation withOneModel() {
    return new TestConversation(false);
  }

  static TestConversation withReviewModel() {
    return new TestConversation(true);
  }

  TestConversation limits(@Nullable Integer requestsPerMinute, @Nullable Long tokensPerMinute) {
    limits = new Limits(requestsPerMinute, tokensPerMinute);
    return this;
  }

  /// Asks about so many contents until each has its verdict or the job is stopped.
  LlmConversation askAbout(int contents) throws Exception {
    return askAbout(contents, names(), requests());
  }

  VirtualRequests requests() {
    return new VirtualRequests(clock, ledger, limits);
  }

  /// @param namesAtStart the models that the workers were set up for when the batch started
  LlmConversation askAbout(int contents, ModelNames namesAtStart, VirtualRequests requests)
      throws StillWaiting, SQLException, InterruptedException {
    return askAbout(TestContents.open(contents, ROWS_PER_REQUEST), namesAtStart, requests);
  }

  LlmConversation askAbout(
      List<PendingContent> contents, ModelNames namesAtStart, VirtualRequests requests)
      throws StillWaiting, SQLException, InterruptedException {
    LlmConversation conversation = conversation(namesAtStart, requests);
    conversation.askAbout(contents);
    return conversation;
  }

  /// A try of the step that has not asked yet.
  LlmConversation conversation() {
    return conversation(requests());
  }

  LlmConversation conversation(VirtualRequests requests) {
    return conversation(names(), requests);
  }

  private LlmConversation conversation(ModelNames namesAtStart, VirtualRequests requests) {
    BatchStart start =
        new BatchStart(
            namesAtStart,
            new AnswerVersion("openai", List.of("first"), "1", "1", "1"),
            null,
            Map.of(),
            Examples.NONE,
            null);
    return new LlmConversation(
        "inv", batch(), start, models(), JobTiers.NONE, requests, TestContents.TABLES.repair());
  }

  ModelNames names() {
    return models().names();
  }

  static BatchRequest batch() {
    return new BatchRequest(
        "job-1-0-0",
        "job",
        1,
        false,
        0,
        0,
        "run",
        new AnswerSettings(Provider.OPENAI, ROWS_PER_REQUEST, null),
        List.of(),
        "secret",
        null);
  }

  private LlmModels models() {
    return new LlmModels(
        model,
        withReview ? reviewModel : null,
        "account",
        new ConcurrencySettings(8, Duration.ofMinutes(2)),
        limits);
  }
}
