package bottega.training.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines over an axis, as PNG.
 *
 * @param logarithmicX every x above 0 then
 * @param mark where a vertical line stands, null for none
 */
public record LineChart(
        String title, String xTitle, String yTitle, boolean logarithmicX, List<Line> lines, Double mark) {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 540;
    /** Told apart with the usual colour blindnesses too (Okabe, Ito 2008). */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7), new Color(0x56B4E9));

    public LineChart {
        lines = List.copyOf(lines);
    }

    /** @param faint thin and pale, for what stands behind */
    public record Line(String name, double[] x, double[] y, boolean faint) {
        /** XChart refuses a line of no points. */
        public Line {
            if (x.length == 0 || x.length != y.length) {
                throw new IllegalArgumentException("'" + name + "': expected as many y as x and at least one, received "
                        + x.length + " x, " + y.length + " y");
            }
        }
    }

    public byte[] png() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .theme(ChartTheme.XChart)
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(logarithmicX)
                .setXAxisLogarithmicDecadeOnly(true)
                .setLegendPosition(LegendPosition.OutsideS)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLocale(Locale.ROOT);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        for (int i = 0; i < lines.size(); i++) {
            add(chart, lines.get(i), COLOURS.get(i % COLOURS.size()));
        }
        if (mark != null) {
            chart.addAnnotation(new AnnotationLine(mark, true, false));
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(XYChart chart, Line line, Color colour) {
        XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(
                line.faint() ? new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 90) : colour);
        series.setLineStyle(new BasicStroke(line.faint() ? 1f : 2.2f));
    }
}
