package dev.classify.simulator.exchange;

import dev.classify.simulator.answer.AnswerGenerator;
import dev.classify.simulator.answer.Prompt;
import dev.classify.simulator.batch.BatchRun;
import dev.classify.simulator.batch.Batches;
import dev.classify.simulator.fault.DrawnFaults;
import dev.classify.simulator.files.FileStore;
import dev.classify.simulator.limit.Admission;
import dev.classify.simulator.limit.Admission.Verdict;
import dev.classify.simulator.limit.RateLimits;
import dev.classify.simulator.recording.LogEntry;
import dev.classify.simulator.recording.RequestLog;
import dev.classify.simulator.request.ApiError;
import dev.classify.simulator.request.AskedRequest;
import dev.classify.simulator.request.Endpoint;
import dev.classify.simulator.request.ParsedRequest;
import dev.classify.simulator.request.RequestParser;
import dev.classify.simulator.settings.FaultKind;
import dev.classify.simulator.settings.FaultKind.Stage;
import dev.classify.simulator.settings.SimulatorSettings;
import java.util.Optional;

/// The simulated API without the network: records requests, applies limits and faults, and answers.
public final class SimulatedApi implements AutoCloseable {

  private final Clocks clocks;
  private final RequestLog log = new RequestLog();
  private final RateLimits limits = new RateLimits();
  private final AnswerGenerator answers = new AnswerGenerator();
  private final FileStore files;
  private final Batches batches;
  private volatile SimulatorSettings settings;

  public SimulatedApi(SimulatorSettings settings, Clocks clocks) {
    this.settings = settings;
    this.clocks = clocks;
    this.files = new FileStore(clocks.wall());
    this.batches =
        new Batches(
            files,
            new LineExchange(answers, log, clocks, this::settings),
            this::settings,
            () -> new BatchRun.Moment(nanos(), clocks.wall().instant()));
  }

  /// Loads the tables that would otherwise delay the first answer.
  public void warmUp() {
    answers.warmUp();
  }

  public SimulatorSettings settings() {
    return settings;
  }

  public void change(SimulatorSettings changed) {
    settings = changed;
  }

  public RequestLog log() {
    return log;
  }

  public FileStore files() {
    return files;
  }

  public Batches batches() {
    return batches;
  }

  public long nanos() {
    return clocks.nanos().getAsLong();
  }

  /// Clears recorded requests, used rate limits, cached prompts, files and batches, but not the
  /// settings.
  public void reset() {
    batches.reset();
    files.reset();
    log.reset();
    limits.reset();
    answers.reset();
  }

  /// Numbers and records a request when its headers have arrived.
  public LogEntry arrive(RequestHeaders headers) {
    return log.arrive(
        headers.arrival(nanos(), clocks.wall().instant()), settings.keptRequestsMax());
  }

  /// Decides the reply to a request.
  public Reply reply(Endpoint endpoint, LogEntry entry, String body) {
    SimulatorSettings now = settings;
    log.body(entry, body, now.keptBodyBytesMax());
    ReplyBuilder replies = new ReplyBuilder(entry, now);
    Optional<ApiError> keyError = keyError(entry.arrival().keyHash());
    if (keyError.isPresent()) {
      return replies.error(keyError.get());
    }
    return switch (RequestParser.parse(endpoint, body, now)) {
      case ParsedRequest.Refused refused -> replies.error(refused.error());
      case ParsedRequest.Accepted accepted -> reply(accepted.request(), entry, now, replies);
    };
  }

  /// The error of a request with no key or with another than the accepted one.
  public Optional<ApiError> keyError(String keyHash) {
    if (keyHash.isEmpty()) {
      return Optional.of(ApiError.noKey());
    }
    String accepted = settings.keyHash();
    return accepted.isEmpty() || accepted.equals(keyHash)
        ? Optional.empty()
        : Optional.of(ApiError.wrongKey());
  }

  /// The error of a request that is longer than its model accepts.
  static Optional<ApiError> contextError(
      AskedRequest request, Prompt prompt, SimulatorSettings settings) {
    int limit = settings.contextTokensMax();
    long tokens = (long) prompt.tokenCount() + request.tokensMax();
    return tokens <= limit
        ? Optional.empty()
        : Optional.of(ApiError.contextExceeded(limit, tokens, request.endpoint().input()));
  }

  @Override
  public void close() {
    batches.close();
  }

  private Reply reply(
      AskedRequest request, LogEntry entry, SimulatorSettings now, ReplyBuilder replies) {
    Prompt prompt = answers.prompt(request);
    entry.recordRequest(
        request.model(),
        request.serviceTier(),
        prompt.indicators().size(),
        request.stream(),
        prompt.tokenCount());
    long tokens = (long) prompt.tokenCount() + request.tokensMax();
    Optional<ApiError> tooLong = contextError(request, prompt, now);
    if (tooLong.isPresent()) {
      return replies.error(tooLong.get());
    }
    DrawnFaults draw = DrawnFaults.of(entry.number(), request, now);
    Optional<FaultKind> refusal = draw.first(Stage.REFUSAL);
    if (refusal.equals(Optional.of(FaultKind.INSUFFICIENT_QUOTA))) {
      // The real API checks the quota before the rate limits.
      return replies.injected(FaultKind.INSUFFICIENT_QUOTA, request.model());
    }
    Admission admission =
        limits.admit(
            entry.arrival().keyHash(), request.model(), tokens, now, entry.arrival().nanos());
    replies.admitted(admission);
    if (admission.verdict() != Verdict.ADMITTED) {
      return replies.limited(request.model(), admission, tokens);
    }
    if (refusal.isPresent()) {
      return replies.injected(refusal.get(), request.model());
    }
    return replies.answer(
        request,
        answers.answer(request, prompt, entry.arrival().keyHash(), draw, entry.number(), now),
        draw);
  }
}
