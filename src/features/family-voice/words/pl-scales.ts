import type { SoftScale } from '#domain/soft-scale.ts'
import type { AgeGroup, Asked } from '#domain/soft-words.ts'

/** The ten scales in Polish. Where English has no gender, the words here are chosen to have none either. */
export const scales: Record<AgeGroup, Record<SoftScale, Asked>> = {
  younger: {
    confidence: {
      ask: 'Czy próbujesz nowych rzeczy?',
      rungs: [
        'Nie próbuję, nawet z kimś znajomym',
        'Próbuję, gdy robimy to razem',
        'Próbuję, gdy ktoś mówi, że umiem',
        'Większości rzeczy próbuję bez pomocy',
        'Próbuję nowych rzeczy i pomagam innym',
      ],
    },
    motivation: {
      ask: 'Czy bierzesz w czymś udział i kończysz to?',
      rungs: [
        'Nie chcę brać udziału',
        'Biorę udział przez chwilę',
        'Robię dalej, gdy ktoś mi przypomni',
        'Zaczynam i kończę',
        'Wybieram, co chcę robić lepiej',
      ],
    },
    well_being: {
      ask: 'Jak czujesz się zwykle?',
      rungs: [
        'Smutno albo źle prawie cały dzień',
        'Częściej smutno niż wesoło',
        'Czasem wesoło, czasem smutno',
        'Wesoło prawie co dzień',
        'Wesoło, a smutek szybko mija',
      ],
    },
    feeling_safe: {
      ask: 'Czy czujesz się bezpiecznie?',
      rungs: [
        'W większości miejsc nie',
        'Z jedną osobą albo w jednym miejscu',
        'W miejscach, które znam',
        'Prawie wszędzie, i wiem, kto pomoże',
        'Tak, i wszędzie umiem poprosić o pomoc',
      ],
    },
    satisfaction: {
      ask: 'Czy pomoc, którą masz, jest dobra?',
      rungs: [
        'Nie pomaga mi',
        'Trochę pomaga',
        'Część pomaga',
        'Większość pomaga i lubię ją',
        'Pomaga, i razem ją wybraliśmy',
      ],
    },
    problem_solving: {
      ask: 'Co robisz, gdy coś się nie udaje?',
      rungs: [
        'Przestaję',
        'Czekam, aż ktoś naprawi',
        'Próbuję jednej rzeczy, gdy ktoś podpowie',
        'Próbuję różnie, potem pytam',
        'Znajduję sposób i umiem pokazać jaki',
      ],
    },
    time_management: {
      ask: 'Jak mija Ci dzień?',
      rungs: [
        'Ktoś prowadzi mnie do każdej rzeczy',
        'Idziemy krok po kroku razem',
        'Robię, gdy ktoś przypomni',
        'Do większości rzeczy jestem na czas',
        'Umiem planować i zmiany mi nie przeszkadzają',
      ],
    },
    social_skills: {
      ask: 'Jak jest z innymi dziećmi?',
      rungs: [
        'Trzymam się z boku',
        'Jestem blisko innych, ale się nie bawię',
        'Bawię się, gdy ktoś pomaga',
        'Prawie co dzień dobrze mi z innymi',
        'Mam przyjaciół i umiemy się pogodzić',
      ],
    },
    belonging: {
      ask: 'Czy czujesz, że jesteś u siebie?',
      rungs: [
        'Często jestem poza grupą',
        'Pasuję do jednej grupy',
        'Należę do kilku rzeczy',
        'Ludzie mnie znają i cieszą się, że jestem',
        'Jestem u siebie i pomagam w tym innym',
      ],
    },
    purpose: {
      ask: 'Czy masz na co czekać?',
      rungs: [
        'Raczej nie',
        'Na jedną rzecz',
        'Jest kilka rzeczy, które chcę robić',
        'Wiem, co będzie dalej i po co',
        'Wiem, czego chcę, i już do tego idę',
      ],
    },
  },
  middle: {
    confidence: {
      ask: 'Jak to jest, gdy próbujesz czegoś nowego?',
      rungs: [
        'Wycofuję się, nawet przy kimś zaufanym',
        'Próbuję, gdy ktoś zaczyna ze mną',
        'Próbuję, gdy ktoś mnie zachęca',
        'Większości rzeczy próbuję bez pomocy',
        'Biorę się za nowe rzeczy i pomagam innym',
      ],
    },
    motivation: {
      ask: 'Jak bardzo chcesz brać udział i nie rezygnować?',
      rungs: [
        'Odwracam się od większości rzeczy',
        'Biorę udział przez chwilę, gdy ktoś prowadzi',
        'Robię dalej, gdy ktoś przypomina',
        'Większość rzeczy zaczynam i kończę bez przypominania',
        'Wybieram własne cele i do nich dążę',
      ],
    },
    well_being: {
      ask: 'Jak czujesz się zwykle?',
      rungs: [
        'Źle albo smutno przez większość dnia',
        'Trudnych dni jest więcej niż dobrych',
        'Dobrych i trudnych dni jest tyle samo',
        'Spokojnie i dobrze prawie co dzień',
        'Dobrze, a gdy coś się nie uda, szybko wracam do siebie',
      ],
    },
    feeling_safe: {
      ask: 'Na ile czujesz się bezpiecznie?',
      rungs: [
        'W większości miejsc lub z większością ludzi nie',
        'Tylko z jedną osobą albo w jednym miejscu',
        'W znanych miejscach tak, gdzie indziej się martwię',
        'Prawie wszędzie, i wiem, do kogo pójść',
        'Tak, i wszędzie umiem poprosić o pomoc',
      ],
    },
    satisfaction: {
      ask: 'Czy pomoc, którą masz, jest dla Ciebie dobra?',
      rungs: [
        'Nie pasuje do mnie i nic nie zmienia',
        'Kilka rzeczy pomaga, większość trzeba zmienić',
        'Mniej więcej połowa jest dobra',
        'Większość jest dobra i chcę jej',
        'Jest dobra i wspólnie ją ustaliliśmy',
      ],
    },
    problem_solving: {
      ask: 'Co robisz, gdy utkniesz?',
      rungs: [
        'Przestaję, gdy coś się nie udaje',
        'Czekam, aż ktoś to naprawi',
        'Próbuję jednego sposobu, gdy ktoś podpowie',
        'Próbuję kilku sposobów, zanim zapytam',
        'Znajduję sposób i umiem powiedzieć, czemu zadziałał',
      ],
    },
    time_management: {
      ask: 'Jak radzisz sobie w ciągu dnia?',
      rungs: [
        'Ktoś musi prowadzić mnie przez każdą zmianę',
        'Idę przez dzień krok po kroku z kimś',
        'Radzę sobie z przypomnieniami',
        'Do większości rzeczy jestem na czas',
        'Planuję dzień lub tydzień i radzę sobie ze zmianami',
      ],
    },
    social_skills: {
      ask: 'Jak jest Ci z innymi ludźmi?',
      rungs: [
        'Trzymam się z dala od innych',
        'Jestem z innymi, ale nie biorę udziału',
        'Dołączam, gdy ktoś pomaga',
        'Zwykle dobrze mi z innymi',
        'Mam przyjaciół i umiem pogodzić się po kłótni',
      ],
    },
    belonging: {
      ask: 'Gdzie czujesz się u siebie?',
      rungs: [
        'W większości miejsc jestem na uboczu',
        'Tylko w jednej grupie lub miejscu',
        'W niektórych miejscach',
        'Prawie wszędzie mnie znają i lubią',
        'Jestem u siebie i pomagam w tym innym',
      ],
    },
    purpose: {
      ask: 'Na co czekasz?',
      rungs: [
        'Na niewiele',
        'Na jedną rzecz',
        'Wiem, dla czego warto się starać',
        'Wiem, co będzie dalej i dlaczego to ważne',
        'Wiem, dokąd zmierzam, i już tam idę',
      ],
    },
  },
  older: {
    confidence: {
      ask: 'Na ile pewnie czujesz się wobec czegoś nowego?',
      rungs: [
        'Wycofuję się, nawet gdy blisko jest ktoś zaufany',
        'Próbuję nowych rzeczy, gdy ktoś zaczyna ze mną',
        'Próbuję nowych rzeczy, gdy ktoś mnie zachęca',
        'Większości rzeczy próbuję bez pomocy',
        'Podejmuję nowe rzeczy i wspieram w tym innych',
      ],
    },
    motivation: {
      ask: 'Co sprawia, że działasz dalej?',
      rungs: [
        'Odwracam się od większości zajęć',
        'Biorę udział przez chwilę, gdy ktoś prowadzi',
        'Działam dalej z przypomnieniami',
        'Większość rzeczy zaczynam i kończę bez przypominania',
        'Wyznaczam własne cele i do nich dążę',
      ],
    },
    well_being: {
      ask: 'Jak czujesz się w środku?',
      rungs: [
        'Źle lub z niepokojem przez większość dnia',
        'Trudnych dni jest więcej niż dobrych',
        'Dobrych i trudnych dni jest tyle samo',
        'Spokojnie i dobrze prawie co dzień',
        'Dobrze, a gdy coś się nie uda, szybko wracam do siebie',
      ],
    },
    feeling_safe: {
      ask: 'Na ile czujesz się bezpiecznie, także w sieci i poza domem?',
      rungs: [
        'W większości miejsc lub z większością ludzi nie',
        'Tylko z jedną osobą albo w jednym miejscu',
        'Tam, gdzie wszystko znam, gdzie indziej niepewnie',
        'Prawie wszędzie, i wiem, do kogo się zwrócić',
        'Bezpiecznie, i wszędzie umiem poprosić o pomoc',
      ],
    },
    satisfaction: {
      ask: 'Na ile wsparcie, które masz, pasuje do Ciebie?',
      rungs: [
        'Nie pasuje do mnie i nic nie zmienia',
        'Kilka rzeczy pomaga, większość trzeba zmienić',
        'Mniej więcej połowa jest dobra',
        'Większość jest dobra i chcę jej',
        'Jest dobre i mam wpływ na to, jakie jest',
      ],
    },
    problem_solving: {
      ask: 'Co robisz, gdy coś się nie udaje?',
      rungs: [
        'Przestaję',
        'Czekam, aż ktoś to naprawi',
        'Próbuję jednego sposobu, gdy ktoś podpowie',
        'Próbuję kilku sposobów, zanim poproszę o pomoc',
        'Znajduję sposób i umiem wyjaśnić, czemu zadziałał',
      ],
    },
    time_management: {
      ask: 'Jak gospodarujesz czasem?',
      rungs: [
        'Ktoś prowadzi mnie przez każdą zmianę w ciągu dnia',
        'Idę przez dzień krok po kroku z kimś',
        'Radzę sobie z przypomnieniami',
        'Do większości rzeczy jestem na czas',
        'Planuję dzień lub tydzień i dostosowuję się do zmian',
      ],
    },
    social_skills: {
      ask: 'Jak układa Ci się z innymi ludźmi?',
      rungs: [
        'Trzymam się z dala od innych',
        'Jestem wśród innych, ale nie biorę udziału',
        'Dołączam, gdy ktoś pomaga',
        'Zwykle dobrze mi z innymi',
        'Umiem się zaprzyjaźnić i pogodzić po kłótni',
      ],
    },
    belonging: {
      ask: 'Gdzie czujesz się u siebie?',
      rungs: [
        'W większości miejsc jestem na uboczu',
        'Tylko w jednej grupie lub miejscu',
        'W niektórych miejscach',
        'Prawie wszędzie mnie znają i dobrze przyjmują',
        'Jestem u siebie i pomagam w tym innym',
      ],
    },
    purpose: {
      ask: 'Co z Twoją przyszłością?',
      rungs: [
        'Niewiele mam, na co czekam',
        'Jest jedna rzecz, na którą czekam',
        'Wiem, dla czego warto się starać',
        'Wiem, co będzie dalej i dlaczego to ważne',
        'Mam własny kierunek i nim podążam',
      ],
    },
  },
}

export const parentScales: Record<SoftScale, Asked> = {
  confidence: {
    ask: 'Na ile pewnie dziecko czuje się wobec czegoś nowego?',
    rungs: [
      'Wycofuje się, nawet przy kimś zaufanym',
      'Próbuje nowych rzeczy, gdy ktoś zaczyna razem z nim',
      'Próbuje nowych rzeczy, gdy ktoś zachęca',
      'Większości rzeczy próbuje samo',
      'Podejmuje nowe rzeczy i pomaga w tym innym',
    ],
  },
  motivation: {
    ask: 'Jak bardzo chce brać udział i nie rezygnować?',
    rungs: [
      'Odwraca się od większości zajęć',
      'Bierze udział przez chwilę, gdy ktoś prowadzi',
      'Działa dalej, gdy ktoś przypomina',
      'Większość rzeczy zaczyna i kończy bez przypominania',
      'Wybiera cele i do nich dąży',
    ],
  },
  well_being: {
    ask: 'Jak czuje się zwykle?',
    rungs: [
      'Źle lub niespokojnie przez większość dnia',
      'Trudnych dni jest więcej niż dobrych',
      'Dobrych i trudnych dni jest tyle samo',
      'Spokojnie i dobrze prawie co dzień',
      'Dobrze, a gdy coś się nie uda, szybko dochodzi do siebie',
    ],
  },
  feeling_safe: {
    ask: 'Na ile czuje się bezpiecznie?',
    rungs: [
      'W większości miejsc lub z większością ludzi nie',
      'Tylko z jedną osobą albo w jednym miejscu',
      'W znanych miejscach tak, gdzie indziej niepewnie',
      'Prawie wszędzie, i wie, do kogo się zwrócić',
      'Bezpiecznie, i wszędzie umie poprosić o pomoc',
    ],
  },
  satisfaction: {
    ask: 'Na ile pomoc, którą dostaje, jest odpowiednia?',
    rungs: [
      'Pomoc nie pasuje i nic nie zmienia',
      'Kilka rzeczy pomaga, większość trzeba zmienić',
      'Mniej więcej połowa pomocy jest dobra',
      'Większość pomocy jest dobra i chciana',
      'Pomoc jest dobra i ustalona wspólnie',
    ],
  },
  problem_solving: {
    ask: 'Co robi, gdy coś się nie udaje?',
    rungs: [
      'Przestaje, gdy coś się nie udaje',
      'Czeka, aż ktoś to naprawi',
      'Próbuje jednego sposobu, gdy ktoś podpowie',
      'Próbuje kilku sposobów, zanim poprosi o pomoc',
      'Znajduje sposób i umie pokazać lub powiedzieć, czemu zadziałał',
    ],
  },
  time_management: {
    ask: 'Jak radzi sobie w ciągu dnia?',
    rungs: [
      'Ktoś musi prowadzić przez każdą zmianę w ciągu dnia',
      'Idzie przez dzień krok po kroku z kimś',
      'Radzi sobie z przypomnieniami',
      'Na większość rzeczy jest gotowe i na czas',
      'Planuje dzień lub tydzień i dostosowuje się do zmian',
    ],
  },
  social_skills: {
    ask: 'Jak układa się z innymi?',
    rungs: [
      'Trzyma się z dala od innych',
      'Jest obok innych, ale nie bierze udziału',
      'Dołącza, gdy ktoś pomaga',
      'Zwykle dobrze dogaduje się z innymi',
      'Ma przyjaciół i umie pogodzić się po kłótni',
    ],
  },
  belonging: {
    ask: 'Gdzie czuje się u siebie?',
    rungs: [
      'W większości miejsc jest na uboczu',
      'Tylko w jednej grupie lub miejscu',
      'W niektórych miejscach',
      'Prawie wszędzie jest znane i dobrze przyjmowane',
      'Jest u siebie i pomaga w tym innym',
    ],
  },
  purpose: {
    ask: 'Na co czeka?',
    rungs: [
      'Niewiele ma, na co czeka',
      'Jest jedna rzecz, na którą czeka',
      'Wie, dla czego warto się starać',
      'Wie, co będzie dalej i dlaczego to ważne',
      'Ma własny kierunek i nim podąża',
    ],
  },
}
