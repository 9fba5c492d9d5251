package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.report.TextTable;
import dev.classify.exit.ExitCode;
import dev.classify.model.KnownModel;
import dev.classify.model.ModelSettings;
import dev.classify.model.ModelTable;
import dev.classify.model.Price;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "models",
    description = {
      "Show what is known of language models: abilities, prices, and when their providers switch"
          + " them off.",
      "To add or correct models, set LLM_MODELS to a CSV file; docs/models.md explains its columns."
          + " Workers read the file on their own machine. A model that is not listed works too, but"
          + " has no price."
    },
    footer = {
      "",
      "Examples:",
      "  classify models",
      "  LLM_MODELS=my-models.csv classify models --output json     (with sources)"
    })
final class ModelsCommand implements Callable<Integer> {

  @ParentCommand private ClassifyCommand parent;
  @Spec private CommandSpec spec;
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() {
    ModelTable table =
        ModelSettings.from(parent.settings().environment())
            .read(file -> Files.readString(Path.of(file)));
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> {
        out.println(
            new TextTable<KnownModel>()
                .text("model", KnownModel::pattern)
                .text("asked with", model -> or(model.effort(), ""))
                .text("efforts", model -> String.join(" ", model.efforts()))
                .text("logprobs", model -> model.logprobs().token())
                .text("temperature", model -> model.temperature().token())
                .figure("context", model -> text(model.contextTokens()))
                .figure(
                    "prompt",
                    model ->
                        price(model).map(Price::prompt).map(BigDecimal::toPlainString).orElse(""))
                .figure(
                    "completion",
                    model ->
                        price(model)
                            .map(Price::completion)
                            .map(BigDecimal::toPlainString)
                            .orElse(""))
                .text("tiers", ModelsCommand::tiers)
                .text("shutdown", model -> text(model.shutdown()))
                .of(table.models()));
        out.println(
            "from %s; prices in US dollars for a million tokens, tiers as multiples of them; `classify prices` shows all prices"
                .formatted(table.file()));
      }
      case JSON -> out.println(json(table).toPrettyString());
    }
    return ExitCode.DONE;
  }

  private static Optional<Price> price(KnownModel model) {
    return Optional.ofNullable(model.price());
  }

  private static String tiers(KnownModel model) {
    return model.tiersInOrder().entrySet().stream()
        .map(tier -> tier.getKey() + " " + tier.getValue().toPlainString())
        .collect(Collectors.joining(" "));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private static ObjectNode json(ModelTable table) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("file", table.file());
    ArrayNode models = json.putArray("models");
    for (KnownModel model : table.models()) {
      ObjectNode entry = models.addObject().put("model", model.pattern());
      entry.put("reasons", model.reasons());
      model.efforts().forEach(entry.putArray("efforts")::add);
      entry
          .put("effort", model.effort())
          .put("temperature", model.temperature().token())
          .put("logprobs", model.logprobs().token())
          .put("context_tokens", model.contextTokens());
      price(model).ifPresent(price -> put(entry, price, model.tiersInOrder()));
      LocalDate shutdown = model.shutdown();
      LocalDate checked = model.checked();
      entry
          .put("shutdown", shutdown == null ? null : shutdown.toString())
          .put("source", model.source())
          .put("checked", checked == null ? null : checked.toString());
    }
    return json;
  }

  private static void put(ObjectNode entry, Price price, Map<String, BigDecimal> tiers) {
    entry
        .put("prompt", price.prompt())
        .put("cached", price.cached())
        .put("cache_write", price.forCacheWrites())
        .put("completion", price.completion());
    ObjectNode factors = entry.putObject("tiers");
    tiers.forEach(factors::put);
  }
}
