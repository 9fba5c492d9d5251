package dev.classify.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Question;
import dev.classify.simulator.answer.Completion.FinishReason;
import dev.classify.simulator.answer.Completion.TokenLogprob;
import dev.classify.simulator.answer.Completion.Usage;
import dev.classify.simulator.fault.AnswerFaults;
import dev.classify.simulator.fault.DrawnFaults;
import dev.classify.simulator.request.AskedRequest;
import dev.classify.simulator.settings.FaultKind;
import dev.classify.simulator.settings.SimulatorSettings;
import java.util.ArrayList;
import java.util.List;

/// Generates the answer of the simulated model to a request, including content faults.
public final class AnswerGenerator {

  /// The fault that a recorded request shows if the poison was found.
  public static final String POISON = "poison";

  private static final String REFUSAL = "I'm sorry, I can't assist with that request.";

  private final RulesModel model = new RulesModel();
  private final TokenCounter counter = new TokenCounter();
  private final PromptCache cache = new PromptCache();

  /// An answer.
  ///
  /// @param faults names of the faults that applied
  public record GeneratedAnswer(Completion completion, List<String> faults) {
    public GeneratedAnswer {
      faults = List.copyOf(faults);
    }
  }

  /// Loads the tables of tokens and terms, so that the first answer is as fast as the others.
  public void warmUp() {
    counter.count(REFUSAL);
    model.warmUp();
  }

  public Prompt prompt(AskedRequest request) {
    return new Prompt(counter.prompt(request), Question.find(request.lastUserMessage()));
  }

  /// Answers a request. It also caches the prompt, so call it once for each.
  public GeneratedAnswer answer(
      AskedRequest request,
      Prompt prompt,
      String keyHash,
      DrawnFaults draw,
      long number,
      SimulatorSettings settings) {
    PromptCache.Use use = cache.use(keyHash + " " + request.model(), prompt.tokens());
    int written = settings.reportsCacheWrites() ? use.written() : 0;
    List<String> faults = new ArrayList<>();
    if (draw.has(FaultKind.REFUSAL)) {
      Usage usage = new Usage(prompt.tokenCount(), use.cached(), written, counter.count(REFUSAL));
      return new GeneratedAnswer(
          new Completion(REFUSAL, FinishReason.REFUSAL, usage), List.of(FaultKind.REFUSAL.key()));
    }
    JsonNode answer = model.answer(request, prompt, settings);
    AnswerFaults.apply(answer, draw, settings.seed(), number)
        .forEach(kind -> faults.add(kind.key()));
    String text = answer.isTextual() ? answer.textValue() : answer.toString();
    List<String> malforming = malforming(prompt, draw, settings);
    if (!malforming.isEmpty()) {
      faults.addAll(malforming);
      text = "Certainly! " + text.substring(0, text.length() / 2);
    }
    int tokens = counter.count(text);
    int tokensMax = request.tokensMax() > 0 ? request.tokensMax() : Integer.MAX_VALUE;
    if (draw.has(FaultKind.LENGTH)) {
      faults.add(FaultKind.LENGTH.key());
      tokensMax = Math.min(tokensMax, tokens / 2);
    }
    boolean truncated = tokens > tokensMax;
    int used = Math.min(tokens, tokensMax);
    List<TokenLogprob> spoken =
        request.logprobs()
            ? new SimulatedLogprobs(counter.pieces(text), settings.seed())
                .of(text, model.correctAnswers(prompt))
            : List.of();
    return new GeneratedAnswer(
        new Completion(
            truncated ? counter.prefix(text, used) : text,
            truncated ? FinishReason.LENGTH : FinishReason.STOP,
            new Usage(prompt.tokenCount(), use.cached(), written, used),
            spoken.subList(0, Math.min(used, spoken.size()))),
        faults);
  }

  public void reset() {
    cache.reset();
  }

  /// The faults that make the content invalid JSON.
  private static List<String> malforming(
      Prompt prompt, DrawnFaults draw, SimulatorSettings settings) {
    List<String> malforming = new ArrayList<>();
    if (draw.has(FaultKind.MALFORMED_CONTENT)) {
      malforming.add(FaultKind.MALFORMED_CONTENT.key());
    }
    boolean poisoned =
        !settings.poison().isEmpty()
            && prompt.indicators().stream().anyMatch(asked -> contains(asked, settings.poison()));
    if (poisoned) {
      malforming.add(POISON);
    }
    return malforming;
  }

  private static boolean contains(AskedIndicator asked, String poison) {
    return asked.indicator().toString().contains(poison);
  }
}
