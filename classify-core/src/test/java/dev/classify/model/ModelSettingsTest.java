package dev.classify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import java.io.FileNotFoundException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The user's own file of models.
class ModelSettingsTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-28");

  private static ModelTable with(String text) {
    return ModelSettings.from(Map.of("LLM_MODELS", "mine.csv")).read(name -> text);
  }

  @Test
  void withoutAFileTheModelsAreThoseOfTheProgram() {
    ModelTable table =
        ModelSettings.from(Map.of())
            .read(
                name -> {
                  throw new AssertionError(name);
                });
    assertThat(table).isEqualTo(ModelTable.standard());
  }

  @Test
  void lineAddsAModel() {
    ModelTable table =
        with(
            """
            # ours
            model,reasons,efforts,effort,logprobs,prompt,cached,completion,flex,shutdown
            qwen3*,yes,none low,none,no,1,0.5,4,0.5,2027-06-30
            """);

    KnownModel qwen = table.of("qwen3:32b");
    assertThat(table.effort("qwen3:32b", null)).isEqualTo("none");
    assertThat(qwen.reasons("low")).isTrue();
    assertThat(qwen.logprobs()).isEqualTo(Permission.NO);
    assertThat(qwen.shutdown()).isEqualTo("2027-06-30");
    assertThat(table.prices().of("qwen3:32b", "flex", DAY).orElseThrow().completion())
        .isEqualByComparingTo("2");
    assertThat(table.of("gpt-6-luna")).isEqualTo(ModelTable.standard().of("gpt-6-luna"));
  }

  @Test
  void lineReplacesOnlyWhatItSaysOfAKnownModel() {
    ModelTable table = with("model,prompt,cached,completion,effort\ngpt-6-luna,0.2,0.02,1,-\n");

    KnownModel luna = table.of("openai/gpt-6-luna");
    assertThat(table.effort("gpt-6-luna", null)).isNull();
    assertThat(luna.contextTokens()).isEqualTo(1_050_000);
    Price price = table.prices().of("gpt-6-luna", null, DAY).orElseThrow();
    assertThat(price.prompt()).isEqualByComparingTo("0.2");
    assertThat(price.forCacheWrites()).isEqualByComparingTo("0.2");
    assertThat(table.prices().of("gpt-6-luna", "flex", DAY)).isEmpty();
  }

  @Test
  void deploymentIsLikeTheModelThatItNames() {
    String ending =
        ModelTable.standard().models().stream()
            .filter(model -> model.shutdown() != null)
            .findFirst()
            .orElseThrow()
            .pattern();
    ModelTable table = with("model,like,shutdown\nlabels-eu,%s,-\n".formatted(ending));

    assertThat(table.of("labels-eu").efforts()).isNotEmpty().isEqualTo(table.of(ending).efforts());
    assertThat(table.of("labels-eu").shutdown()).isNull();
    assertThat(table.prices().of("labels-eu", null, DAY))
        .isPresent()
        .isEqualTo(table.prices().of(ending, null, DAY));
  }

  @Test
  void modelThatTakesNoEffortIsSentNone() {
    ModelTable table = with("model,reasons\nplain,no\n");

    assertThat(table.effort("plain", "low")).isNull();
  }

  @Test
  void fineTunedModelHasTheAbilitiesOfItsBaseButNotItsPrice() {
    ModelTable table = with("model,context\nft:gpt-6-luna:acme::id,1000\n");

    assertThat(table.effort("ft:gpt-6-luna:acme::id", null)).isEqualTo("none");
    assertThat(table.prices().of("ft:gpt-6-luna:acme::id", null, DAY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model,price          | one,1          | mine.csv:1: there is no column 'price'
          reasons              | yes            | mine.csv:1: column model is missing
          model,model          | one,two        | mine.csv:1: the header names a column twice
          model,reasons        | one,maybe      | mine.csv:2: column reasons 'maybe' is unknown
          model,reasons        | ,yes           | mine.csv:2: column model '' is empty
          model                | one,yes        | mine.csv:2: 'yes' is after the last column
          model,efforts,effort | one,low,high   | mine.csv:2: column effort 'high' is not one of its efforts
          model,efforts        | one,low;high   | mine.csv:2: column efforts 'low;high' is no list
          model,temperature    | one,sometimes  | mine.csv:2: column temperature 'sometimes' is unknown
          model,prompt         | one,1          | mine.csv:2: column completion '' is no price
          model,prompt         | one,$1         | mine.csv:2: column prompt '$1' is no price
          model,flex           | one,half       | mine.csv:2: column flex 'half' is no multiple
          model,context        | one,1M         | mine.csv:2: column context '1M' is no number
          model,shutdown       | one,soon       | mine.csv:2: column shutdown 'soon' is no day
          model,like           | one,nobody     | mine.csv:2: column like 'nobody' is no known model
          """)
  void wrongCellIsNamedWithAFix(String header, String line, String problem) {
    assertThatThrownBy(() -> with(header + "\n" + line))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.getMessage()).contains(problem);
              assertThat(failure.getMessage()).contains("fix: ");
            });
  }

  @Test
  void repeatedModelAndAnEmptyOrMissingFileAreReported() {
    assertThatThrownBy(() -> with("model\none\none"))
        .hasMessageContaining("mine.csv:3: column model 'one' is already in line 2");
    assertThatThrownBy(() -> with("# nothing")).hasMessageContaining("mine.csv has no header");
    assertThatThrownBy(
            () ->
                ModelSettings.from(Map.of("LLM_MODELS", "none.csv"))
                    .read(
                        name -> {
                          throw new FileNotFoundException(name);
                        }))
        .hasMessageContaining("LLM_MODELS cannot be read");
  }
}
