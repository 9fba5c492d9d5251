package dev.classify.simulator.exchange;

import dev.classify.simulator.answer.AnswerGenerator;
import dev.classify.simulator.answer.Prompt;
import dev.classify.simulator.batch.LineRunner;
import dev.classify.simulator.fault.DrawnFaults;
import dev.classify.simulator.recording.LogEntry;
import dev.classify.simulator.recording.RequestLog;
import dev.classify.simulator.request.ApiError;
import dev.classify.simulator.request.AskedRequest;
import dev.classify.simulator.request.Endpoint;
import dev.classify.simulator.request.ParsedRequest;
import dev.classify.simulator.request.RequestParser;
import dev.classify.simulator.settings.FaultKind;
import dev.classify.simulator.settings.SimulatorSettings;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers and records the lines of batches. Rate limits and faults of the network do not apply to
/// them.
final class LineExchange implements LineRunner {

  /// The tier that the record shows. Answers say `default`, like those of other requests.
  static final String TIER = "batch";

  private final AnswerGenerator answers;
  private final RequestLog log;
  private final Clocks clocks;
  private final Supplier<SimulatorSettings> settings;

  LineExchange(
      AnswerGenerator answers,
      RequestLog log,
      Clocks clocks,
      Supplier<SimulatorSettings> settings) {
    this.answers = answers;
    this.log = log;
    this.clocks = clocks;
    this.settings = settings;
  }

  @Override
  public int promptTokens(Endpoint endpoint, String body) {
    return switch (RequestParser.parse(endpoint, body, settings.get())) {
      case ParsedRequest.Refused _ -> 0;
      case ParsedRequest.Accepted accepted -> answers.prompt(accepted.request()).tokenCount();
    };
  }

  @Override
  public Answered run(Call call) {
    SimulatorSettings now = settings.get();
    LogEntry entry =
        log.arrive(
            new LogEntry.Arrival(
                clocks.nanos().getAsLong(),
                clocks.wall().instant(),
                call.endpoint().path(),
                call.keyHash(),
                RequestHeaders.requestId(),
                null,
                null,
                new LogEntry.BatchLine(call.batchId(), call.customId())),
            now.keptRequestsMax());
    log.body(entry, call.body(), now.keptBodyBytesMax());
    Reply reply = reply(call, entry, now);
    reply.answered(clocks.nanos().getAsLong());
    return new Answered(entry.snapshot(), String.join("", reply.pieces()));
  }

  private Reply reply(Call call, LogEntry entry, SimulatorSettings now) {
    ReplyBuilder replies = new ReplyBuilder(entry, now);
    return switch (RequestParser.parse(call.endpoint(), call.body(), now)) {
      case ParsedRequest.Refused refused -> replies.error(refused.error());
      case ParsedRequest.Accepted accepted -> reply(call, accepted.request(), entry, now, replies);
    };
  }

  private Reply reply(
      Call call,
      AskedRequest request,
      LogEntry entry,
      SimulatorSettings now,
      ReplyBuilder replies) {
    Prompt prompt = answers.prompt(request);
    entry.recordRequest(
        request.model(), TIER, prompt.indicators().size(), request.stream(), prompt.tokenCount());
    Optional<ApiError> error =
        request.stream()
            ? Optional.of(ApiError.streamInBatch())
            : SimulatedApi.contextError(request, prompt, now);
    if (error.isPresent()) {
      return replies.error(error.get());
    }
    if (call.fails()) {
      return replies.injected(FaultKind.BATCH_LINE_ERROR, request.model());
    }
    DrawnFaults draw = DrawnFaults.of(entry.number(), request, now).ofContent();
    return replies.answer(
        request, answers.answer(request, prompt, call.keyHash(), draw, entry.number(), now), draw);
  }
}
