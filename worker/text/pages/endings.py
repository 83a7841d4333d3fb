"""How pages announce what comes after an article, in the languages that news is written in."""

from typing import Final

_LONGEST: Final = 60

_ENDINGS: Final = tuple(
    phrase.strip()
    for phrase in """
    related|recommended|you may also|you might also|you may like|you might like|up next|read next|what to read next
    read more|read also|also read|see also|more from|more on|more news|more stories|more in|most read|most popular
    trending|top stories|latest news|latest stories|popular now|popular stories|don't miss|editor's pick|editors' pick
    from around the web|around the web|sponsored|promoted|paid content|comments|leave a|join the|top rated comments
    share this|share on|share your|about the author|about author|sign up|subscribe|newsletter|get the latest
    tags:|filed under|topics:|follow us|have your say|what do you think|view comments|show comments|advertisement
    mehr zum thema|mehr zu|lesen sie auch|lesen sie mehr|lesen sie dazu|das könnte|auch interessant|weitere artikel
    weitere themen|weitere nachrichten|weitere meldungen|meistgelesen|kommentare|empfehlungen|verwandte
    ähnliche|schlagworte|zum thema|artikel teilen|jetzt teilen|mehr aus|mehr von|weiterlesen|lesetipp|anzeige
    à lire aussi|lire aussi|à lire également|lire également|sur le même sujet|les plus lus|articles liés|commentaires
    voir aussi|vous aimerez|dans la même rubrique|à voir aussi|réagir|abonnez-vous|publicité
    te puede interesar|también te puede|te recomendamos|más noticias|lea también|lee también|le puede interesar
    noticias relacionadas|comentarios|artículos relacionados|más leídas|lo más leído|puede interesarte|publicidad
    leggi anche|potrebbe interessarti|ti potrebbe|articoli correlati|commenti|potrebbero interessarti|pubblicità
    leia também|leia mais|veja também|notícias relacionadas|mais lidas|comentários|saiba mais|veja mais|publicidade
    lees ook|lees meer|gerelateerd|meer over|reacties|lees verder|läs också|läs även|läs mer|relaterat|læs også
    les også
    czytaj także|czytaj też|czytaj również|zobacz także|zobacz też|przeczytaj|komentarze|powiązane|čtěte také
    читайте также|смотрите также|комментарии|по теме|другие новости|читайте|ilgili haberler|yorumlar|baca juga
    διαβάστε επίσης|関連記事|관련기사|관련 기사|相关阅读|相关新闻|相關新聞|延伸閱讀|اقرأ أيضا|اقرأ أيضًا|קראו גם
    """.replace("\n", "|").split("|")
    if phrase.strip()
)


def announces_an_end(text: str) -> bool:
    """Whether a short line says that other things than the article follow.

    >>> announces_an_end("Related stories"), announces_an_end("Relatives wait for news")
    (True, False)
    """
    return len(text) <= _LONGEST and text.casefold().lstrip(" •»>-–—|*").replace("’", "'").startswith(_ENDINGS)
