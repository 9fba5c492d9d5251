package dev.classify.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvTableTest {

  private static final List<String> COLUMNS = List.of("term", "where", "weight");

  @Test
  void commentsAndBlankLinesAreNoRows() {
    CsvTable table = read("# terms\nterm,where,weight\n\n# gdp\ngdp, title ,5\n");

    assertThat(table.rows()).hasSize(1);
    assertThat(table.rows().getFirst().text("where")).isEqualTo("title");
    assertThat(table.rows().getFirst().number("weight")).isEqualTo(5);
  }

  @Test
  void missingColumnIsNamed() {
    assertThatThrownBy(() -> read("term,weight\ngdp,5\n"))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("t.csv:1: column where is missing; the header is term,where,weight");
  }

  @Test
  void missingHeaderIsNamed() {
    assertThatThrownBy(() -> read("# nothing\n"))
        .hasMessage("t.csv: the header term,where,weight is missing");
  }

  @Test
  void rowWithACellTooMuchSaysWhatIsWanted() {
    assertThatThrownBy(() -> read("term,where,weight\ngdp,title,5\nexports, net,title,5\n"))
        .hasMessage("t.csv:3: 4 cells, 3 wanted: term,where,weight; a term cannot hold a comma");
  }

  @Test
  void repeatedRowNamesTheFirst() {
    assertThatThrownBy(() -> read("term,where,weight\ngdp,title,5\ngni,title,5\ngdp,title,5\n"))
        .hasMessage("t.csv:4: repeats line 2; remove one of them");
  }

  @Test
  void termThatStandsTwiceForTheSamePlaceNamesTheFirst() {
    CsvTable table = read("term,where,weight\ngdp,title,5\ngdp,unit,5\ngdp,title,7\n");

    assertThatThrownBy(() -> table.unique("term", "where"))
        .hasMessage(
            "t.csv:4: term and where 'gdp', 'title' stands in line 2 already; keep one of the two");
  }

  @Test
  void wordOutsideTheVocabularyNamesItsColumn() {
    CsvTable.Row row = read("term,where,weight\ngdp,titel,five\n").rows().getFirst();

    assertThatThrownBy(() -> row.required("where", text -> Optional.empty()))
        .hasMessage("t.csv:2: column where 'titel' is none of those that the table's head names");
    assertThatThrownBy(() -> row.oneOf("where", "title", "any"))
        .hasMessage("t.csv:2: column where 'titel' should be title or any");
    assertThatThrownBy(() -> row.number("weight"))
        .hasMessage("t.csv:2: column weight 'five' should be a whole number");
  }

  private static CsvTable read(String text) {
    return CsvTable.parse("t.csv", text, COLUMNS);
  }
}
