package dev.classify.cli.evaluate;

import dev.classify.cli.html.HtmlMarkup;
import dev.classify.evaluate.ConfusionTable;
import dev.classify.evaluate.ConfusionTable.ClassScore;
import dev.classify.evaluate.FieldScore;
import java.util.List;
import java.util.Locale;

/// The confusion table of a field as a heat map: labels down, answers across, what is right on the
/// diagonal.
final class ConfusionHtml {

  private ConfusionHtml() {}

  static void write(HtmlMarkup html, FieldScore score) {
    ConfusionTable table = score.confusions();
    List<ClassScore> classes = table.classes();
    html.raw("<div class=\"wide\" tabindex=\"0\"><table class=\"heat\">")
        .text("caption", "labels down, answers across")
        .raw("<thead><tr>")
        .text("th scope=\"col\"", "label");
    classes.forEach(of -> html.text("th scope=\"col\" class=\"value\"", of.token()));
    for (String header : List.of("labels", "recall %", "precision %", "F1")) {
      html.text("th scope=\"col\"", header);
    }
    html.raw("</tr></thead>\n<tbody>\n");
    for (ClassScore label : classes) {
      html.raw("<tr>").text("th scope=\"row\"", label.token());
      classes.forEach(answer -> cell(html, label, answer, table));
      figure(html, Integer.toString(label.support()));
      figure(html, NumberText.percent(label.recall()));
      figure(html, NumberText.percent(label.precision()));
      figure(html, NumberText.two(label.f1()));
      html.raw("</tr>\n");
    }
    html.raw("</tbody></table></div>\n");
  }

  private static void cell(
      HtmlMarkup html, ClassScore label, ClassScore answer, ConfusionTable table) {
    int count = table.count(label.token(), answer.token());
    if (count == 0) {
      html.text("td class=\"none\"", "0");
      return;
    }
    html.text(
        "td class=\"%s\" style=\"--share:%s\""
            .formatted(
                label.token().equals(answer.token()) ? "right" : "wrong",
                String.format(Locale.ROOT, "%.2f", (double) count / label.support())),
        Integer.toString(count));
  }

  private static void figure(HtmlMarkup html, String text) {
    html.text("td class=\"figure\"", text);
  }
}
