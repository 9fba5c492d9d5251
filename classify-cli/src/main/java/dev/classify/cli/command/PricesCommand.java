package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.report.TextTable;
import dev.classify.exit.ExitCode;
import dev.classify.model.ModelSettings;
import dev.classify.model.PriceSettings;
import dev.classify.model.PriceTable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "prices",
    description = {
      "Show the prices of language models, in US dollars per million tokens.",
      "They are those of `classify models`, unless LLM_PRICES names a CSV file of your own. Workers"
          + " read the file on their own machine. LLM_PRICE_SURCHARGE_PERCENT adds to every price,"
          + " such as 10 for OpenAI's regional processing."
    },
    footer = {
      "",
      "Examples:",
      "  classify prices",
      "  LLM_PRICES=my-prices.csv classify prices --output json"
    })
final class PricesCommand implements Callable<Integer> {

  @ParentCommand private ClassifyCommand parent;
  @Spec private CommandSpec spec;
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() {
    Map<String, String> environment = parent.settings().environment();
    ModelSettings.TextFile files = file -> Files.readString(Path.of(file));
    PriceTable table =
        PriceSettings.from(environment).read(files, ModelSettings.from(environment).read(files));
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> {
        out.println(
            new TextTable<PriceTable.Line>()
                .text("model", PriceTable.Line::model)
                .text("tier", PriceTable.Line::tier)
                .figure("prompt", line -> line.price().prompt().toPlainString())
                .figure("cached", line -> line.price().cached().toPlainString())
                .figure("cache write", line -> line.price().forCacheWrites().toPlainString())
                .figure("completion", line -> line.price().completion().toPlainString())
                .text("since", line -> line.since().toString())
                .of(table.lines()));
        out.println(
            "US dollars for a million tokens, from %s; compare them with your provider's page"
                .formatted(table.name()));
        if (table.surchargePercent().signum() > 0) {
          out.println(
              "every price includes a surcharge of %s %% (LLM_PRICE_SURCHARGE_PERCENT)"
                  .formatted(table.surchargePercent().toPlainString()));
        }
      }
      case JSON -> out.println(json(table).toPrettyString());
    }
    return ExitCode.DONE;
  }

  private static ObjectNode json(PriceTable table) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("file", table.name())
            .put("surcharge_percent", table.surchargePercent());
    ArrayNode prices = json.putArray("prices");
    for (PriceTable.Line line : table.lines()) {
      prices
          .addObject()
          .put("since", line.since().toString())
          .put("model", line.model())
          .put("tier", line.tier())
          .put("prompt", line.price().prompt())
          .put("cached", line.price().cached())
          .put("cache_write", line.price().forCacheWrites())
          .put("completion", line.price().completion());
    }
    return json;
  }
}
