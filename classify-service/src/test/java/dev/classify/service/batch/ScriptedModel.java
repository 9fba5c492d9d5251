package dev.classify.service.batch;

import dev.classify.llm.AskedIndicator;
import dev.classify.llm.TokenEstimate;
import dev.classify.model.ServiceTier;
import dev.classify.service.llm.ItemAnswer;
import dev.classify.service.llm.LanguageModel;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmReply;
import dev.classify.service.llm.LlmRequest;
import dev.classify.service.llm.LlmUsage;
import dev.classify.service.llm.ObservedLimits;
import dev.classify.service.send.TestClock;
import dev.classify.taxonomy.Classification;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// A model that follows a script, and then answers every question well. Each request takes
/// a second.
public final class ScriptedModel implements LanguageModel {

  public static final Duration LATENCY = Duration.ofSeconds(1);
  static final LlmUsage USAGE = new LlmUsage(1_000, 0, 0, 100, null);

  private final String name;
  private final TestClock clock;
  private final Deque<Function<LlmRequest, LlmOutcome>> script = new ArrayDeque<>();
  private final List<LlmRequest> requests = new ArrayList<>();
  private final List<Duration> sentAfter = new ArrayList<>();

  public ScriptedModel(String name, TestClock clock) {
    this.name = name;
    this.clock = clock;
  }

  public ScriptedModel then(LlmOutcome... outcomes) {
    for (LlmOutcome outcome : outcomes) {
      script.add(_ -> outcome);
    }
    return this;
  }

  /// Forgets the rest of the script.
  void recover() {
    script.clear();
  }

  public ScriptedModel thenAnswer(Function<LlmRequest, LlmOutcome> answer) {
    script.add(answer);
    return this;
  }

  /// Every indicator with this classification.
  public static LlmOutcome answered(LlmRequest request, Classification classification) {
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    for (AskedIndicator asked : request.question().indicators()) {
      items.put(asked.id(), new ItemAnswer.Valid(classification));
    }
    return new LlmOutcome.Answered(items, USAGE, ObservedLimits.NONE);
  }

  public List<LlmRequest> requests() {
    return requests;
  }

  /// How many indicators each request asked about.
  List<Integer> sizes() {
    return requests.stream().map(request -> request.question().indicators().size()).toList();
  }

  /// When each request was sent, from the start of the test.
  public List<Duration> sentAfter() {
    return sentAfter;
  }

  @Override
  public LlmReply ask(LlmRequest request) {
    requests.add(request);
    sentAfter.add(clock.elapsed());
    clock.sleep(LATENCY);
    LlmOutcome outcome =
        script.isEmpty()
            ? answered(request, TestContents.answer(0.9))
            : script.remove().apply(request);
    return new LlmReply(outcome, "provider-" + requests.size());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isReasoningModel() {
    return false;
  }

  @Override
  public Optional<LocalDate> shutdown() {
    return Optional.empty();
  }

  @Override
  public ServiceTier tierByDefault() {
    return ServiceTier.AUTO;
  }

  @Override
  public Duration requestTimeout(ServiceTier tier) {
    return Duration.ofMinutes(tier == ServiceTier.FLEX ? 15 : 2);
  }

  @Override
  public TokenEstimate estimate(LlmRequest request) {
    return TokenEstimate.of(request.examples(), request.question(), false);
  }
}
