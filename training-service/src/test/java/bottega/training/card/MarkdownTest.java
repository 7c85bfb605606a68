package bottega.training.card;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "oil on wood;oil on wood",
                "Dürer, 1500–1510;Dürer, 1500–1510",
                "a|b;a\\|b",
                "<script>alert(1)</script>;\\<script\\>alert(1)\\</script\\>",
                "**bold** _x_;\\*\\*bold\\*\\* \\_x\\_",
                "![x](http://e.org/x.png);!\\[x\\](http://e.org/x.png)",
                "`code`;\\`code\\`",
                "back\\slash;back\\\\slash",
            })
    void whatMeansSomethingIsShownAsItStands(String text, String shown) {
        assertEquals(shown, Markdown.inline(text));
    }

    @Test
    void aNameStaysInItsLine() {
        assertEquals("one two three", Markdown.inline(" one\ntwo\r\n\u0000three\t"));
        assertEquals("\\&lt;fdp.exe", Markdown.inline("&lt;\u202Efdp.exe"));
    }

    @Test
    void paragraphsStayButNothingElse() {
        assertEquals("""
                \\# no heading

                no code
                \\- no list
                \\+ no list
                1\\. no list
                2\\) no list
                \\===
                \\> no quotation
                plain - text""", Markdown.paragraphs("""
                # no heading



                    no code
                - no list
                + no list
                1. no list
                2) no list
                ===
                > no quotation
                plain - text
                """));
    }

    @Test
    void aTable() {
        assertEquals(
                "| class | pictures |\n| --- | ---: |\n| a\\|b | 3 |\n",
                Markdown.table(
                        List.of("class", "pictures"), List.of(1), List.of(List.of(Markdown.inline("a|b"), "3"))));
    }
}
